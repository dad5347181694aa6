//! A diff as text.
//!
//! In: changes and their verdicts. Out: text for a terminal, Markdown for a pull request, JSON for tools; the same for the
//! same input.

mod json;
mod markdown;
mod text;

use super::{Change, Diff, Effect, Layer, Rule, Verdict};

/// How many changes are listed of one kind; the rest is counted.
const LISTED: usize = 300;

impl Diff {
    /// For a terminal: two lines per change, then the verdicts. `title` says what is compared; `color` adds ANSI colours.
    #[must_use]
    pub fn text(&self, title: &str, color: bool) -> String {
        text::text(self, title, color)
    }

    /// For a pull request: the verdicts on top, then tables of changes, long ones folded. `title` says what is compared, as
    /// Markdown; `rules` is the address of the folder with a page per rule, for links.
    #[must_use]
    pub fn markdown(&self, title: &str, rules: Option<&str>) -> String {
        markdown::markdown(self, title, rules)
    }

    /// For tools: one JSON object, with `title`, `verdict` and `changes`.
    #[must_use]
    pub fn json(&self, title: &str) -> serde_json::Value {
        json::json(self, title)
    }

    /// The changes of a layer that people read one by one: the worst first.
    fn listed(&self, layer: Layer) -> Vec<&Change> {
        let of = |change: &&Change| change.rule.layer() == layer && !change.rule.is_counted();
        let mut changes: Vec<&Change> = self.changes.iter().filter(of).collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.verdict.worst()));
        changes
    }

    /// How many changes are not listed, in words.
    fn counted(&self) -> Option<String> {
        let count = |rule| {
            self.changes
                .iter()
                .filter(|change| change.rule == rule)
                .count()
        };
        let parts: Vec<String> = [
            (Rule::DocumentationChanged, "of documentation"),
            (Rule::PatternRewritten, "of patterns that mean the same"),
            (Rule::TraitChanged, "of traits that nothing here acts on"),
        ]
        .into_iter()
        .filter_map(|(rule, of)| match count(rule) {
            0 => None,
            1 => Some(format!("1 change {of}")),
            count => Some(format!("{count} changes {of}")),
        })
        .collect();
        (!parts.is_empty()).then(|| format!("Not listed: {}.", parts.join(", ")))
    }

    /// The verdicts: what each is about, the verdict, and how many changes break it and how many add to it.
    fn verdicts(&self) -> [(&'static str, Effect, usize, usize); 3] {
        let wire = self.wire();
        let count = |of: &dyn Fn(Verdict) -> Effect, effect| {
            let effects = self.changes.iter().map(|change| of(change.verdict));
            effects.filter(|it| *it == effect).count()
        };
        let row = |name, verdict, of: &dyn Fn(Verdict) -> Effect| {
            let (breaking, additions) = (count(of, Effect::Breaking), count(of, Effect::Addition));
            (name, verdict, breaking, additions)
        };
        [
            row(
                "wire: old client, new server",
                wire.old_client,
                &|verdict| match verdict {
                    Verdict::Wire(wire) => wire.old_client,
                    Verdict::Rust(_) => Effect::None,
                },
            ),
            row(
                "wire: new client, old server",
                wire.new_client,
                &|verdict| match verdict {
                    Verdict::Wire(wire) => wire.new_client,
                    Verdict::Rust(_) => Effect::None,
                },
            ),
            row(
                "Rust: code that uses the crate",
                self.rust(),
                &|verdict| match verdict {
                    Verdict::Rust(effect) => effect,
                    Verdict::Wire(_) => Effect::None,
                },
            ),
        ]
    }
}

/// What a change is about, as people call it: its path in the crate, or its shape without the namespace.
fn subject(change: &Change) -> &str {
    if let Some(path) = &change.path {
        return path;
    }
    let shape = change.shape.as_deref().unwrap_or_default();
    shape.split_once('#').map_or(shape, |(_, name)| name)
}

/// Whose affair a change of the wire is: `old client`, `new client`, `both`.
fn sides(verdict: Verdict) -> &'static str {
    let Verdict::Wire(wire) = verdict else {
        return "";
    };
    let worst = wire.worst();
    match (wire.old_client == worst, wire.new_client == worst) {
        _ if worst == Effect::None => "",
        (true, true) => "either way",
        (true, false) => "old client, new server",
        _ => "new client, old server",
    }
}
