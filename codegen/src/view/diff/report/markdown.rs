//! Markdown for a pull request.
//!
//! In: a diff. Out: the verdicts, then a table per layer: what breaks first, what does not folded where it is much. What a
//! model says stays in its cell.

use std::fmt::Write as _;

use super::super::{Change, Diff, Effect, Layer, Spot, Verdict};
use super::{LISTED, sides, subject};

/// Longer lists of what does not break are folded.
const UNFOLDED: usize = 8;

pub(super) fn markdown(diff: &Diff, title: &str, rules: Option<&str>) -> String {
    let mut text =
        format!("## {title}\n\n| | verdict | breaking | additions |\n|---|---|---|---|\n");
    for (name, verdict, breaking, additions) in diff.verdicts() {
        let verdict = effect(verdict);
        let _ = writeln!(text, "| {name} | {verdict} | {breaking} | {additions} |");
    }
    for (layer, heading) in [(Layer::Wire, "On the wire"), (Layer::Rust, "In Rust")] {
        let changes = diff.listed(layer);
        if changes.is_empty() {
            continue;
        }
        let _ = write!(text, "\n### {heading}\n");
        let worst = changes.partition_point(|it| it.verdict.worst() == Effect::Breaking);
        let folded = changes.len() - worst > UNFOLDED;
        let (open, rest) = changes.split_at(if folded { worst } else { changes.len() });
        if !open.is_empty() {
            table(&mut text, open, rules);
        }
        if !rest.is_empty() {
            let _ = write!(
                text,
                "\n<details>\n<summary>{} that break nothing</summary>\n",
                rest.len()
            );
            table(&mut text, rest, rules);
            text.push_str("\n</details>\n");
        }
    }
    if let Some(counted) = diff.counted() {
        let _ = write!(text, "\n{counted}\n");
    }
    text
}

fn table(text: &mut String, changes: &[&Change], rules: Option<&str>) {
    text.push_str("\n| rule | where | what | verdict |\n|---|---|---|---|\n");
    for change in changes.iter().take(LISTED) {
        let name = change.rule.name();
        let rule = match rules {
            Some(folder) => format!("[{name}]({folder}/{name}.md)"),
            None => format!("`{name}`"),
        };
        let place = change.new.as_ref().or(change.old.as_ref());
        let place = place.map_or(String::new(), |place| format!("<br>{}", short(place)));
        let _ = writeln!(
            text,
            "| {rule} | `{}`{place} | {} | {} |",
            cell(subject(change)),
            cell(&change.what),
            verdict(change.verdict),
        );
    }
    if changes.len() > LISTED {
        let _ = write!(text, "\n... and {} more\n", changes.len() - LISTED);
    }
}

/// The last part of the path: the whole would be most of the table.
fn short(place: &Spot) -> String {
    let file = place.file.rsplit(['/', '\\']).next().unwrap_or_default();
    cell(&format!("{file}:{}:{}", place.line, place.column))
}

fn verdict(of: Verdict) -> String {
    match (of.worst(), sides(of)) {
        (worst, "") => effect(worst),
        (worst, sides) => format!("{}<br>{sides}", effect(worst)),
    }
}

fn effect(of: Effect) -> String {
    match of {
        Effect::Breaking => format!("**{}**", of.name()),
        other => other.name().to_owned(),
    }
}

/// A text that ends neither its cell nor its line. In code, too, a table takes `\|` for `|`.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace(['\n', '\r'], " ")
}
