//! Models that try to be code.
//!
//! In: small models in both formats, with each payload put in each place where a model, what is published beside it, or
//! the settings have text. Out: whether it is refused with located findings, or becomes files in which the payload is data:
//! every Rust file parses, what the payload tries to run or define is no token in it, and the code is that of a model that
//! is left in peace, word by word where the text is free, item by item where it becomes part of names. With
//! `TINSMITH_HOSTILE_OUT`, a folder, all payloads become modules of one crate, which a step of `cargo xtask test` compiles.

mod c2j;
mod judge;
#[path = "../modules/mod.rs"]
mod modules;
mod payloads;
#[path = "../project/mod.rs"]
mod project;
mod smithy;

use judge::{Skeleton, assert_plain};
use payloads::PAYLOADS;
use tinsmith_codegen::diagnostic::Severity;
use tinsmith_codegen::{Diagnostics, Files, Settings, Source, generate};

/// Says that everything runs.
const ALL: &str = "TINSMITH_HOSTILE";
/// The folder for the crates.
const OUT: &str = "TINSMITH_HOSTILE_OUT";

/// The text for each place.
type Text<'t> = dyn Fn(&str) -> String + 't;

/// A model, what is published beside it, and settings.
struct Documents {
    /// What they are called.
    name: &'static str,
    /// Every place that has text, by the text that stands in for it.
    places: &'static [(&'static str, Holds)],
    /// Puts texts in the places: documents, and settings.
    make: fn(&Text<'_>) -> (Vec<Source>, String),
}

/// What a place holds.
#[derive(Clone, Copy, PartialEq)]
enum Holds {
    /// Any text: it is never refused, and never changes a word of the code.
    Free,
    /// Some texts; those that are taken never change a word of the code.
    Restricted,
    /// What becomes part of names: the items are the same.
    Name,
    /// What decides what code there is.
    Meaning,
}

const DOCUMENTS: [Documents; 2] = [smithy::DOCUMENTS, c2j::DOCUMENTS];

/// Without [`ALL`], one of so many cases runs: a prime, so that it is of another payload and place each time.
const ONE_OF: usize = 29;

/// All of these, or some.
fn chosen<T>(cases: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let step = match std::env::var_os(ALL) {
        Some(value) if value == "all" => 1,
        _ => ONE_OF,
    };
    cases.step_by(step)
}

/// What stands in a place that is left in peace.
fn benign(place: &str) -> String {
    match c2j::benign(place) {
        Some(text) => text.to_owned(),
        None => place.trim_start_matches('@').replace('-', "x"),
    }
}

/// The payload in these places, and peace in the others.
fn put<'t>(payload: &'t str, places: &'t [&str]) -> impl Fn(&str) -> String + 't {
    move |place| match places.iter().position(|it| *it == place) {
        None => benign(place),
        Some(0) => payload.to_owned(),
        // two of the same name would be one
        Some(number) => format!("{payload}{number}"),
    }
}

/// The files, or nothing where the documents are refused as they must be.
fn generated(case: &str, (mut sources, settings): (Vec<Source>, String)) -> Option<Files> {
    let mut diagnostics = Diagnostics::default();
    let number = u32::try_from(sources.len()).expect("few sources");
    let read = Settings::read("evil", number, &settings, &mut diagnostics);
    let result = match read {
        Some(settings) => generate(&sources, &settings)
            .inspect_err(|found| assert!(found.has_errors(), "{case}: refused without an error")),
        None => Err(diagnostics),
    };
    sources.push(Source::settings("settings.toml", settings));
    let diagnostics = match result {
        Ok(generated) => return Some(generated.files),
        Err(diagnostics) => diagnostics,
    };
    for error in diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
    {
        // what the generator says of its own mistakes
        assert!(
            !error.message.contains("is no Rust"),
            "{case}: {}",
            error.message
        );
        // there is no place for what is missing
        let is_located = error.at.is_some()
            || ["a crate cannot be called", "the model has no service"]
                .iter()
                .any(|message| error.message.starts_with(message));
        assert!(
            error.help.is_some() && is_located,
            "{case}: {}",
            diagnostics.render(&sources, false)
        );
    }
    let said = diagnostics.render(&sources, false);
    if case.ends_with("peace") {
        println!("{said}");
    }
    assert_plain(case, "what is said", &said);
    None
}

impl Documents {
    /// What comes of these texts.
    fn generated(&self, case: &str, text: &Text<'_>) -> Option<Files> {
        generated(&format!("{}, {case}", self.name), (self.make)(text))
    }

    /// What comes of a model that is left in peace.
    fn peace(&self) -> Skeleton {
        let files = self.generated("peace", &benign);
        let files = files.unwrap_or_else(|| panic!("{}: a model that is left in peace", self.name));
        Skeleton::of(self.name, &files)
    }

    fn that_hold(&self, what: Holds) -> Vec<&'static str> {
        let places = self.places.iter();
        places
            .filter(|(_, holds)| *holds == what)
            .map(|(place, _)| *place)
            .collect()
    }
}

#[test]
fn every_payload_in_every_place_is_data_or_refused() {
    for documents in DOCUMENTS {
        let peace = documents.peace();
        let (mut taken, mut refused) = (0, 0);
        let mut wrong = String::new();
        let cases = PAYLOADS
            .iter()
            .flat_map(|payload| documents.places.iter().map(move |place| (*payload, *place)));
        for (payload, (place, holds)) in chosen(cases) {
            let case = format!("{}, {place} = {payload:?}", documents.name);
            let Some(files) = documents.generated(&case, &put(payload, &[place])) else {
                refused += 1;
                if holds == Holds::Free {
                    wrong.push_str(&format!("{case}: refused\n"));
                }
                continue;
            };
            taken += 1;
            let skeleton = Skeleton::of(&case, &files);
            if holds != Holds::Meaning {
                let told = skeleton.differences(&peace, holds != Holds::Name);
                if !told.is_empty() {
                    wrong.push_str(&format!("{case}:\n{told}\n"));
                }
            }
        }
        println!("{}: {taken} generated, {refused} refused", documents.name);
        assert!(wrong.is_empty(), "{wrong}");
        // a generator that refused everything would pass
        assert!(taken > refused, "{taken} generated, {refused} refused");
    }
}

/// Each payload in all free places at once, and in as many of the others as take it together.
#[test]
fn every_payload_everywhere_at_once_is_data() {
    let mut crates = Vec::new();
    for documents in DOCUMENTS {
        for payload in chosen(PAYLOADS.into_iter()) {
            let mut places = documents.that_hold(Holds::Free);
            let case = format!("{}, everywhere, {payload:?}", documents.name);
            let files = documents.generated(&case, &put(payload, &places));
            let mut files = files.unwrap_or_else(|| panic!("{case}: refused"));
            for what in [Holds::Restricted, Holds::Name, Holds::Meaning] {
                for place in documents.that_hold(what) {
                    // a crate of another name is no module
                    if place == "@crate" {
                        continue;
                    }
                    places.push(place);
                    let more = documents.generated(&case, &put(payload, &places));
                    match more {
                        Some(more) => files = more,
                        None => drop(places.pop()),
                    }
                }
            }
            Skeleton::of(&case, &files);
            crates.push((case, files));
        }
    }
    if let Some(out) = std::env::var_os(OUT) {
        modules::write(out.as_ref(), crates.into_iter());
    }
}

#[test]
fn very_long_text_is_data() {
    let long = "evilmarker \"*/ ".repeat(5_000);
    let word = "Evil".repeat(60);
    for documents in DOCUMENTS {
        let peace = documents.peace();
        let free = documents.that_hold(Holds::Free);
        let files = documents.generated("long", &put(&long, &free));
        let skeleton = Skeleton::of("long", &files.expect("free text is free"));
        assert_eq!(skeleton.differences(&peace, true), "");
        for place in documents.that_hold(Holds::Name) {
            let case = format!("long {place}");
            if let Some(files) = documents.generated(&case, &put(&word, &[place])) {
                Skeleton::of(&case, &files);
            }
        }
    }
}

/// The name of a file is text from outside, too.
#[test]
fn names_of_files_are_data() {
    for documents in DOCUMENTS {
        let peace = documents.peace();
        for payload in chosen(PAYLOADS.into_iter()) {
            let (sources, settings) = (documents.make)(&benign);
            let sources = sources.into_iter().enumerate();
            let sources = sources.map(|(number, source)| Source {
                name: format!("{payload}{number}").into(),
                ..source
            });
            let case = format!("{}, file {payload:?}", documents.name);
            let files = generated(&case, (sources.collect(), settings)).expect("any name");
            let skeleton = Skeleton::of(&case, &files);
            assert_eq!(skeleton.differences(&peace, true), "", "{case}");
        }
    }
}
