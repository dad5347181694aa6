//! What changed between two versions of a model, one rule at a time.
//!
//! In: `tests/diff/<rule>/old.json` and `new.json`, and `old.toml` and `new.toml` where the settings are the matter; folders
//! called `same-...` hold what is no change. Out: whether the diff, as one pastes it in a pull request, is `expected.md`;
//! whether every rule has a case and a page below `docs/rules` that agrees with it. `TINSMITH_UPDATE=1` writes the
//! expected texts anew: review what changes.

mod project;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tinsmith_codegen::view::diff::{Diff, Effect, Layer, Rule, Verdict, Version, diff};
use tinsmith_codegen::{Diagnostics, Plan, Settings, Source, plan};

/// The variable that has the texts written instead of compared.
const UPDATE: &str = "TINSMITH_UPDATE";

/// One version of a case.
struct Side {
    sources: Vec<Source>,
    plan: Plan,
}

impl Side {
    fn new(folder: &Path, version: &str) -> Self {
        let text = fs::read_to_string(folder.join(format!("{version}.json"))).expect("a model");
        let settings =
            fs::read_to_string(folder.join(format!("{version}.toml"))).unwrap_or_default();
        let mut diagnostics = Diagnostics::default();
        let settings =
            Settings::read("park", 1, &settings, &mut diagnostics).expect("settings can be used");
        let sources = vec![Source::new(format!("{version}.json"), text)];
        match plan(&sources, &settings) {
            Ok(plan) => Self { sources, plan },
            Err(found) => panic!("{}: {}", folder.display(), found.render(&sources, false)),
        }
    }

    fn version(&self) -> Version<'_> {
        Version {
            model: &self.plan.model,
            krate: &self.plan.krate,
            sources: &self.sources,
        }
    }
}

/// Every case, by name.
fn cases() -> BTreeMap<String, Diff> {
    let entries = fs::read_dir(project::path("tests/diff")).expect("the folder of cases");
    entries
        .map(|entry| {
            let folder = entry.expect("an entry").path();
            let name = folder.file_name().expect("a name").to_string_lossy();
            let (old, new) = (Side::new(&folder, "old"), Side::new(&folder, "new"));
            (name.into_owned(), diff(old.version(), new.version()))
        })
        .collect()
}

#[test]
fn every_case_is_told_as_expected() {
    let update = std::env::var_os(UPDATE).is_some_and(|value| value == "1");
    let mut wrong = String::new();
    for (name, diff) in cases() {
        let text = diff.markdown(&name, Some("../../../docs/rules"));
        let file = project::path(&format!("tests/diff/{name}/expected.md"));
        if update {
            fs::write(&file, &text).expect("a text can be written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if expected != text {
            let _ = writeln!(wrong, "{name} should be\n{expected}\nand is\n{text}");
        }
    }
    assert!(
        wrong.is_empty(),
        "{wrong}\nif this is meant: {UPDATE}=1 cargo test --package tinsmith-tests --test diff"
    );
}

#[test]
fn every_rule_has_a_case_that_shows_it() {
    let cases = cases();
    for rule in Rule::ALL {
        let case = cases
            .get(rule.name())
            .unwrap_or_else(|| panic!("no case {}", rule.name()));
        assert!(
            case.changes.iter().any(|change| change.rule == *rule),
            "{} shows no change of that rule",
            rule.name()
        );
    }
    for (name, diff) in cases.iter().filter(|(name, _)| name.starts_with("same-")) {
        let told = diff.changes.iter().find(|change| !change.rule.is_counted());
        assert!(told.is_none(), "{name}: {told:?}");
        assert_eq!(diff.wire().worst(), Effect::None, "{name}");
        assert_eq!(diff.rust(), Effect::None, "{name}");
    }
    let known: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    for name in cases.keys().filter(|name| !name.starts_with("same-")) {
        assert!(
            known.contains(name.as_str()),
            "{name} is the case of no rule"
        );
    }
}

/// Compared with itself, and both ways round: what one diff adds, the other takes away.
#[test]
fn nothing_changes_between_a_model_and_itself() {
    for rule in Rule::ALL {
        let folder = project::path(&format!("tests/diff/{}", rule.name()));
        for version in ["old", "new"] {
            let side = Side::new(&folder, version);
            let diff = diff(side.version(), side.version());
            assert_eq!(diff, Diff::default(), "{} {version}", rule.name());
        }
    }
}

#[test]
fn every_change_has_a_place() {
    for (name, diff) in cases() {
        for change in &diff.changes {
            let is_of_settings = matches!(
                change.rule,
                Rule::CrateRenamed | Rule::FeatureAdded | Rule::FeatureRemoved
            );
            assert!(
                is_of_settings || change.old.is_some() || change.new.is_some(),
                "{name}: {change:?}"
            );
            assert!(
                is_of_settings || change.shape.is_some(),
                "{name}: {change:?}"
            );
            assert_eq!(
                change.rule.layer() == Layer::Wire,
                matches!(change.verdict, Verdict::Wire(_)),
                "{name}: {change:?}"
            );
        }
    }
}

/// A page begins with the rule's name and what it says. Then come the verdicts: of a wire rule a table with a row each
/// way, of a Rust rule a line.
#[test]
fn every_rule_has_a_page_that_agrees_with_its_case() {
    let cases = cases();
    let mut expected = BTreeSet::from(["README.md".to_owned()]);
    let mut wrong = String::new();
    let index = fs::read_to_string(project::path("docs/rules/README.md")).expect("the index");
    for rule in Rule::ALL {
        let name = rule.name();
        expected.insert(format!("{name}.md"));
        let page = fs::read_to_string(project::path(&format!("docs/rules/{name}.md")));
        let page = page.unwrap_or_default();
        let head = format!("# {name}\n\n{}\n", rule.says());
        if !page.starts_with(&head) {
            let _ = writeln!(wrong, "docs/rules/{name}.md does not begin with\n{head}");
        }
        if !page.contains("\nWhat to do: ") {
            let _ = writeln!(wrong, "docs/rules/{name}.md does not say what to do");
        }
        if !index.contains(&format!("| [{name}]({name}.md) | {} |", rule.says())) {
            let _ = writeln!(wrong, "docs/rules/README.md has no row of {name}");
        }
        let row = |start: &str| {
            let row = page.lines().find(|line| line.starts_with(start));
            row.unwrap_or_default().to_owned()
        };
        let shown = cases[name].changes.iter().filter(|it| it.rule == *rule);
        for change in shown {
            let told = match change.verdict {
                Verdict::Wire(wire) => vec![
                    (row("| old client, new server |"), wire.old_client),
                    (row("| new client, old server |"), wire.new_client),
                ],
                Verdict::Rust(effect) => vec![(row("Verdict: "), effect)],
            };
            for (row, effect) in told {
                if !row.contains(effect.name()) {
                    let _ = writeln!(wrong, "{name}: {} is not in {row:?}", effect.name());
                }
            }
        }
    }
    let pages = fs::read_dir(project::path("docs/rules")).expect("the pages");
    for page in pages {
        let page = page.expect("an entry").file_name();
        let page = page.to_string_lossy();
        if !expected.contains(&*page) {
            let _ = writeln!(wrong, "docs/rules/{page} is the page of no rule");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
