//! Models that try to be code.
//!
//! In: a small model, with each payload put in each place where a model has text. Out: whether it is refused with
//! located findings, or becomes files in which the payload is data: every Rust file parses, and what the payload tries to
//! run or define is no token in it; the manifest has the expected keys and no others; the README has the expected parts.

use proc_macro2::{TokenStream, TokenTree};
use serde_json::{Value, json};
use syn::{AttrStyle, Attribute};
use tinsmith_codegen::diagnostic::Severity;
use tinsmith_codegen::{Files, Settings, Source, generate};

/// What no name or keyword of a generated crate is; payloads use it as an identifier of its own.
const MARKERS: [&str; 4] = ["evilmarker", "exit", "process", "no_std"];

/// Texts that end what they stand in, if anything ends it.
const PAYLOADS: [&str; 20] = [
    "\"); std::process::exit(1); (\"",
    "\"#); std::process::exit(1); r#(\"",
    "\"]\nfn evilmarker() { std::process::exit(1) }\n#[doc = \"",
    "*/ fn evilmarker() {} /*",
    "\n*/\nfn evilmarker() {}\n/*",
    "]] fn evilmarker() {} [[",
    "x\nfn evilmarker() {}",
    "x\r\nfn evilmarker() {}",
    "x\u{2028}fn evilmarker() {}",
    "#![no_std] evilmarker",
    "\n#![no_std]\nevilmarker",
    "\\",
    "\\\"; more; evilmarker!(); \\\"",
    "x\\\n\"; more; evilmarker!(); \"",
    "{} {evilmarker} {{0}} %s ${evilmarker}",
    "evil\u{202e}marker\u{2066} \u{feff}",
    "evil\0marker\u{1b}[31m\u{7f}",
    "```\nfn evilmarker() {}\n```rust\nevilmarker!();\n```",
    "--> <script>evilmarker()</script> <!-- [evilmarker]: evilmarker",
    "'''\n[dependencies]\nevilmarker = \"1\"\n\"\"\"\n[lib]\nproc-macro = true",
];

/// Every place of the model that has text, by the text that stands in for it.
const PLACES: [&str; 28] = [
    "@service",
    "@title",
    "@sdk",
    "@docs",
    "@operation",
    "@operation-docs",
    "@uri",
    "@query-key",
    "@query-value",
    "@query",
    "@header",
    "@prefix",
    "@member",
    "@member-docs",
    "@shape",
    "@shape-docs",
    "@pattern",
    "@value",
    "@value-name",
    "@value-docs",
    "@error",
    "@error-docs",
    "@code",
    "@media",
    "@default",
    "@json",
    "@note",
    "@union",
];

/// What stands in a place that is left in peace.
fn benign(place: &str) -> String {
    match place {
        "@pattern" => "^[a-z]+$".to_owned(),
        place => place.trim_start_matches('@').replace('-', "x"),
    }
}

/// The model with these texts in its places.
fn model(text: &impl Fn(&str) -> String) -> String {
    let name = |place: &str| format!("evil.model#{}", text(place));
    let mut shapes = serde_json::Map::new();
    let mut add = |id: String, shape: Value| shapes.insert(id, shape);
    add(
        name("@service"),
        json!({ "type": "service", "version": "1", "operations": [{ "target": name("@operation") }], "traits": {
            "aws.protocols#restJson1": {}, "smithy.api#title": text("@title"),
            "aws.api#service": { "sdkId": text("@sdk") }, "smithy.api#documentation": text("@docs") } }),
    );
    let uri = format!(
        "/things/{}/{{id}}?{}={}",
        text("@uri"),
        text("@query-key"),
        text("@query-value")
    );
    add(
        name("@operation"),
        json!({ "type": "operation", "input": { "target": "evil.model#In" }, "output": { "target": "evil.model#Out" },
            "errors": [{ "target": name("@error") }],
            "traits": { "smithy.api#http": { "method": "POST", "uri": uri, "code": 200 },
                "smithy.api#documentation": text("@operation-docs") } }),
    );
    add(
        "evil.model#In".to_owned(),
        json!({ "type": "structure", "members": {
            "id": { "target": "smithy.api#String", "traits": { "smithy.api#required": {}, "smithy.api#httpLabel": {} } },
            "q": { "target": "smithy.api#String", "traits": { "smithy.api#httpQuery": text("@query") } },
            "h": { "target": "smithy.api#String", "traits": { "smithy.api#httpHeader": text("@header") } },
            "p": { "target": "evil.model#Map", "traits": { "smithy.api#httpPrefixHeaders": text("@prefix") } },
            text("@member"): { "target": name("@shape"), "traits": {
                "smithy.api#documentation": text("@member-docs"), "smithy.api#jsonName": text("@json") } } } }),
    );
    add(
        "evil.model#Out".to_owned(),
        json!({ "type": "structure", "members": {
            "body": { "target": "evil.model#Typed", "traits": { "smithy.api#httpPayload": {} } } } }),
    );
    add(
        "evil.model#Typed".to_owned(),
        json!({ "type": "blob", "traits": { "smithy.api#mediaType": text("@media") } }),
    );
    add(
        "evil.model#Map".to_owned(),
        json!({ "type": "map", "key": { "target": "smithy.api#String" }, "value": { "target": "smithy.api#String" } }),
    );
    add(
        name("@shape"),
        json!({ "type": "structure", "members": {
            "patterned": { "target": "evil.model#Patterned" }, "choice": { "target": "evil.model#Choice" },
            "either": { "target": "evil.model#Either" },
            "old": { "target": "smithy.api#String", "traits": {
                "smithy.api#deprecated": { "message": text("@note"), "since": text("@note") } } },
            "text": { "target": "smithy.api#String", "traits": { "smithy.api#default": text("@default") } } },
            "traits": { "smithy.api#documentation": text("@shape-docs") } }),
    );
    add(
        "evil.model#Patterned".to_owned(),
        json!({ "type": "string", "traits": { "smithy.api#pattern": text("@pattern") } }),
    );
    add(
        "evil.model#Choice".to_owned(),
        json!({ "type": "enum", "members": { "FIRST": { "target": "smithy.api#Unit" },
            text("@value-name"): { "target": "smithy.api#Unit", "traits": {
                "smithy.api#enumValue": text("@value"), "smithy.api#documentation": text("@value-docs") } } } }),
    );
    add(
        "evil.model#Either".to_owned(),
        json!({ "type": "union", "members": { "one": { "target": "smithy.api#String" },
            text("@union"): { "target": "smithy.api#String" } } }),
    );
    add(
        name("@error"),
        json!({ "type": "structure", "members": { "message": { "target": "smithy.api#String" } }, "traits": {
            "smithy.api#error": "client", "smithy.api#httpError": 400,
            "aws.protocols#awsQueryError": { "code": text("@code"), "httpResponseCode": 400 },
            "smithy.api#documentation": text("@error-docs") } }),
    );
    json!({ "smithy": "2.0", "shapes": shapes }).to_string()
}

/// What came of one model.
enum Outcome {
    Refused,
    Generated,
}

/// Generates, and holds what comes of it against all that must be so.
fn check(case: &str, name: &str, text: impl Fn(&str) -> String) -> Outcome {
    let sources = [Source::new(name, model(&text))];
    match generate(&sources, &Settings::new("evil")) {
        Err(diagnostics) => {
            for error in diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == Severity::Error)
            {
                assert!(
                    error.at.is_some() && error.help.is_some(),
                    "{case}: {}",
                    error.message
                );
                // what the generator says of its own mistakes
                assert!(
                    !error.message.contains("is no Rust"),
                    "{case}: {}",
                    error.message
                );
            }
            assert_plain(case, "what is said", &diagnostics.render(&sources, false));
            Outcome::Refused
        }
        Ok(generated) => {
            check_files(case, &generated.files);
            Outcome::Generated
        }
    }
}

fn check_files(case: &str, files: &Files) {
    for (path, text) in files.iter() {
        let at = format!("{case}: {path}");
        assert_plain(case, path, text);
        assert!(
            path.chars()
                .all(|c| c.is_alphanumeric() || "_-./".contains(c))
                && !path.contains(".."),
            "{at}: no path for a file"
        );
        match path.rsplit('.').next() {
            Some("rs") => check_rust(&at, text),
            Some("toml") if path == "Cargo.toml" => check_manifest(&at, text),
            Some("md") => check_readme(&at, text),
            _ => {}
        }
    }
}

/// No character that hides or turns text around, neither in files nor in messages.
fn assert_plain(case: &str, what: &str, text: &str) {
    let hidden = text.chars().find(|&c| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(hidden, None, "{case}: {what}");
}

fn check_rust(at: &str, text: &str) {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{at}: {error}\n{text}"));
    for attribute in &file.attrs {
        assert!(
            is_expected_inside(attribute),
            "{at}: an attribute of the file that nobody wrote"
        );
    }
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{at}: {error}"));
    check_tokens(at, tokens);
}

fn is_expected_inside(attribute: &Attribute) -> bool {
    matches!(attribute.style, AttrStyle::Inner(_))
        && ["doc", "cfg_attr", "forbid", "allow"]
            .iter()
            .any(|name| attribute.path().is_ident(name))
}

/// Literals and docs may say anything; nothing else may.
fn check_tokens(at: &str, tokens: TokenStream) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => check_tokens(at, group.stream()),
            TokenTree::Ident(ident) => {
                assert!(
                    !MARKERS.iter().any(|marker| ident == marker),
                    "{at}: `{ident}` is code"
                );
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

fn check_manifest(at: &str, text: &str) {
    let table = toml::de::DeTable::parse(text)
        .unwrap_or_else(|error| panic!("{at}: {error}"))
        .into_inner();
    let keys = |table: &toml::de::DeTable<'_>| -> Vec<String> {
        table.keys().map(|key| key.get_ref().to_string()).collect()
    };
    assert_eq!(
        keys(&table),
        ["dependencies", "dev-dependencies", "features", "package"],
        "{at}"
    );
    for (part, expected) in [
        ("dependencies", &["tinsmith"][..]),
        ("dev-dependencies", &["hyper", "hyper-util", "tokio"]),
        (
            "features",
            &[
                "client",
                "default",
                "serde",
                "server",
                "tracing",
                "transport",
            ],
        ),
        (
            "package",
            &[
                "description",
                "edition",
                "metadata",
                "name",
                "publish",
                "version",
            ],
        ),
    ] {
        let part = table
            .get(part)
            .and_then(|part| part.get_ref().as_table())
            .expect("a table");
        assert_eq!(keys(part), expected, "{at}");
    }
}

/// The code of the README is checked like any other; around it nothing may open or close a block or a comment.
fn check_readme(at: &str, text: &str) {
    let (header, text) = text.split_once('\n').expect("a header");
    assert!(
        header.ends_with("-->") && header.matches("-->").count() == 1,
        "{at}: {header}"
    );
    // the fence that ends the block at hand, and what is in it if that is Rust
    let mut open: Option<(String, Option<String>)> = None;
    let mut blocks = 0;
    for line in text.lines() {
        match &mut open {
            Some((fence, rust)) if line == fence => {
                if let Some(rust) = rust {
                    check_rust(at, rust);
                    blocks += 1;
                }
                open = None;
            }
            Some((_, rust)) => rust.iter_mut().for_each(|rust| rust.extend([line, "\n"])),
            None if line.starts_with("```") => {
                let info = line.trim_start_matches('`');
                let fence = line[..line.len() - info.len()].to_owned();
                // what a model shows as code is text, whatever it says it is
                assert!(
                    ["rust,no_run", "text", "mermaid"].contains(&info),
                    "{at}: a block of its own\n{text}"
                );
                open = Some((fence, (info == "rust,no_run").then(String::new)));
            }
            None => {
                assert!(
                    !line.starts_with('[') || !line.contains("]:"),
                    "{at}: a link of its own\n{text}"
                );
                let bare = bare(line);
                assert!(
                    !bare.contains("-->") && !bare.contains('<'),
                    "{at}: HTML in {bare}"
                );
            }
        }
    }
    assert!(
        open.is_none() && blocks == 2,
        "{at}: a block is missing or open\n{text}"
    );
}

/// A line of Markdown without its code spans and without what is escaped.
fn bare(line: &str) -> String {
    let mut bare = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let fence = rest.len() - rest.trim_start_matches('`').len();
        rest = match c {
            '`' => {
                let (open, inner) = rest.split_at(fence);
                inner.find(open).map_or(inner, |end| &inner[end + fence..])
            }
            '\\' => rest.get(2..).unwrap_or_default(),
            c => {
                bare.push(c);
                &rest[c.len_utf8()..]
            }
        };
    }
    bare
}

#[test]
fn the_model_itself_generates() {
    let outcome = check("benign", "model.json", benign);
    assert!(matches!(outcome, Outcome::Generated), "{}", model(&benign));
}

#[test]
fn every_payload_in_every_place_is_data_or_refused() {
    let mut generated = 0;
    let mut refused = 0;
    for payload in PAYLOADS {
        for target in PLACES {
            let case = format!("{target} = {payload:?}");
            let text = |place: &str| {
                if place == target {
                    payload.to_owned()
                } else {
                    benign(place)
                }
            };
            match check(&case, "model.json", text) {
                Outcome::Generated => generated += 1,
                Outcome::Refused => refused += 1,
            }
        }
    }
    println!("{generated} generated, {refused} refused");
    // docs, titles, values and the like are free text: a generator that refused them would pass everything above
    assert!(
        generated > refused,
        "{generated} generated, {refused} refused"
    );
}

/// The places that may hold any text, all at once.
#[test]
fn free_text_is_never_refused() {
    let free = [
        "@title",
        "@docs",
        "@operation-docs",
        "@member-docs",
        "@shape-docs",
        "@value",
        "@value-docs",
        "@error-docs",
        "@default",
        "@json",
        "@note",
    ];
    for payload in PAYLOADS {
        let text = |place: &str| {
            if free.contains(&place) {
                payload.to_owned()
            } else {
                benign(place)
            }
        };
        let outcome = check(&format!("{payload:?}"), "model.json", text);
        assert!(
            matches!(outcome, Outcome::Generated),
            "{payload:?} is refused"
        );
    }
}

#[test]
fn very_long_text_is_data() {
    let long = "evilmarker \"*/ ".repeat(5_000);
    let word = "Evil".repeat(60);
    for target in ["@docs", "@member-docs", "@default", "@note", "@value"] {
        let text = |place: &str| {
            if place == target {
                long.clone()
            } else {
                benign(place)
            }
        };
        assert!(
            matches!(check(target, "model.json", text), Outcome::Generated),
            "{target}"
        );
    }
    for target in ["@shape", "@member", "@operation"] {
        check(target, "model.json", |place| {
            if place == target {
                word.clone()
            } else {
                benign(place)
            }
        });
    }
}

/// The name of a file is text from outside, too.
#[test]
fn names_of_files_are_data() {
    for payload in PAYLOADS {
        check(&format!("file {payload:?}"), payload, benign);
    }
}
