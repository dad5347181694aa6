//! What people are told of a model or of settings that cannot be used.
//!
//! In: `tests/diagnostics/<case>.json`, a model, and `<case>.toml`, its settings, where these are the matter. Out:
//! whether the findings, as people read them, are those of `<case>.txt`, and whether each says what it is about, where
//! it stands and what to do. `TINSMITH_UPDATE=1` writes the texts anew: review what changes.

mod project;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use tinsmith_codegen::diagnostic::{Diagnostic, Severity};
use tinsmith_codegen::{Diagnostics, Settings, Source, generate};

/// The variable that has the texts written instead of compared.
const UPDATE: &str = "TINSMITH_UPDATE";

/// What one case is made of.
struct Case {
    sources: Vec<Source>,
    diagnostics: Diagnostics,
}

/// Every case, by name.
fn cases() -> BTreeMap<String, Case> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(project::path("tests/diagnostics")).expect("the folder of cases") {
        let file = entry.expect("an entry").path();
        if file
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let name = file
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let model = fs::read_to_string(&file).expect("a model");
            let settings = fs::read_to_string(file.with_extension("toml")).ok();
            found.insert(name.clone(), case(&name, &model, settings.as_deref()));
        }
    }
    found
}

fn case(name: &str, model: &str, settings: Option<&str>) -> Case {
    let mut sources = vec![Source::new(format!("{name}.json"), model)];
    let mut diagnostics = Diagnostics::default();
    let mut read = Some(Settings::new("park"));
    if let Some(text) = settings {
        read = Settings::read("park", 1, text, &mut diagnostics);
        sources.push(Source::settings(format!("{name}.toml"), text));
    }
    if let Some(settings) = read {
        match generate(&sources, &settings) {
            Ok(_) => panic!("{name} can be generated: it is no case"),
            Err(found) => diagnostics = found,
        }
    }
    Case {
        sources,
        diagnostics,
    }
}

fn errors(case: &Case) -> impl Iterator<Item = &Diagnostic> {
    case.diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
}

#[test]
fn every_case_is_told_as_expected() {
    let update = std::env::var_os(UPDATE).is_some_and(|value| value == "1");
    let mut wrong = String::new();
    for (name, case) in cases() {
        let text = case.diagnostics.render(&case.sources, false);
        let file = project::path(&format!("tests/diagnostics/{name}.txt"));
        if update {
            fs::write(&file, &text).expect("a text can be written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if expected != text {
            let _ = writeln!(wrong, "{name} should say\n{expected}\nand says\n{text}");
        }
    }
    assert!(
        wrong.is_empty(),
        "{wrong}\nif this is meant: {UPDATE}=1 cargo test --package tinsmith-tests --test diagnostics"
    );
}

/// Texts of cases that are gone say nothing about anything.
#[test]
fn every_text_has_a_case() {
    for entry in fs::read_dir(project::path("tests/diagnostics")).expect("the folder of cases") {
        let file = entry.expect("an entry").path();
        assert!(
            file.with_extension("json").is_file(),
            "{} has no model",
            file.display()
        );
    }
}

#[test]
fn every_error_says_what_where_and_what_to_do() {
    for (name, case) in cases() {
        assert!(errors(&case).next().is_some(), "{name} has no error");
        for error in errors(&case) {
            let at = error
                .at
                .as_ref()
                .unwrap_or_else(|| panic!("{name}: no place: {}", error.message));
            assert!(
                error.help.is_some(),
                "{name}: nothing to do: {}",
                error.message
            );
            // settings, and documents that are no models, have no shapes
            let has_shapes = at.source == 0 && case.sources[0].text.contains("\"shapes\"");
            let is_of_the_text = at.span.is_some();
            assert!(
                error.subject.is_some() || !has_shapes || is_of_the_text,
                "{name}: about what: {}",
                error.message
            );
            let place = format!("--> {}:", case.sources[at.source as usize].name);
            assert!(
                case.diagnostics
                    .render(&case.sources, false)
                    .contains(&place),
                "{name}: {}",
                error.message
            );
        }
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let case = &cases()["five-faults-at-once"];
    let subjects: Vec<_> = errors(case)
        .map(|error| error.subject.clone().unwrap_or_default())
        .collect();
    assert_eq!(
        subjects.len(),
        5,
        "{}",
        case.diagnostics.render(&case.sources, false)
    );
    for expected in [
        "park#Tree$kind",
        "park#Kind$OAK",
        "park#Loop",
        "park#FellTree",
        "park#TreeId",
    ] {
        assert!(
            subjects.iter().any(|subject| subject.ends_with(expected)),
            "{expected} is not among {subjects:?}"
        );
    }
}
