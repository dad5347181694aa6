use super::*;
use crate::diagnostic::Diagnostics;
use crate::source::Location;

fn rendered(text: &str, diagnostic: Diagnostic) -> String {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    diagnostics.render(&[Source::new("a/service-2.json", text)], false)
}

const MODEL: &str = "{\n  \"shapes\": {\n    \"Thing\": {\n      \"type\": \"strng\",\n      \"members\": {\n      }\n    }\n  }\n}\n";

#[test]
fn a_value_with_its_line() {
    let at = Location::new(0, "/shapes/Thing/type");
    let diagnostic = Diagnostic::error("unknown type \"strng\"")
        .about("ns#Thing")
        .at(&at)
        .help("write \"string\"");
    assert_eq!(
        rendered(MODEL, diagnostic),
        "\
error: unknown type \"strng\"
 --> a/service-2.json:4:15
  |
3 |     \"Thing\": {
4 |       \"type\": \"strng\",
  |               ^^^^^^^
5 |       \"members\": {
  |
  = shape: ns#Thing
  = help: write \"string\"

"
    );
}

#[test]
fn a_long_value_is_shown_by_its_key() {
    let at = Location::new(0, "/shapes/Thing");
    let text = rendered(MODEL, Diagnostic::warning("odd").at(&at));
    assert_eq!(
        text,
        "\
warning: odd
 --> a/service-2.json:3:5
  |
2 |   \"shapes\": {
3 |     \"Thing\": {
  |     ^^^^^^^
4 |       \"type\": \"strng\",
  |

"
    );
}

#[test]
fn what_is_not_there_is_shown_by_what_is_around_it() {
    let at = Location::new(0, "/shapes/Thing/documentation/1");
    assert!(rendered(MODEL, Diagnostic::error("no").at(&at)).contains("service-2.json:3:5"));
}

#[test]
fn no_place_and_unknown_documents_are_no_problem() {
    assert_eq!(
        rendered(MODEL, Diagnostic::error("no service").help("add one")),
        "error: no service\n |\n = help: add one\n\n"
    );
    let at = Location::new(7, "/shapes");
    assert_eq!(
        rendered(MODEL, Diagnostic::error("no").at(&at)),
        "error: no\n\n"
    );
}

#[test]
fn a_document_of_one_long_line_is_cut() {
    let text = format!(
        "{{\"a\": [{}], \"shapes\": {{\"T\": {{\"type\": \"strng\"}}, \"b\": [{}]}}}}",
        "0, ".repeat(1000) + "0",
        "1, ".repeat(1000) + "1",
    );
    let column = text.find("\"strng\"").map_or(0, |offset| offset + 1);
    let at = Location::new(0, "/shapes/T/type");
    let shown = rendered(&text, Diagnostic::error("no").at(&at));
    assert!(
        shown.contains(&format!("service-2.json:1:{column}\n")),
        "{shown}"
    );
    assert!(shown.contains("\"T\": {\"type\": \"strng\"}"), "{shown}");
    assert!(
        shown.lines().all(|line| line.chars().count() < 200),
        "{shown}"
    );
    let marks: Vec<_> = shown.lines().filter(|line| line.contains('^')).collect();
    let marked: Vec<_> = shown
        .lines()
        .filter(|line| line.contains("strng"))
        .collect();
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].find('^'), marked[0].find("\"strng\""));
}

#[test]
fn wide_and_hostile_text_stays_in_its_line() {
    let text = "{\"名前\": \"\\u001b[31m\", \"x\": \"\u{202e}evil\u{1b}[2J\"}";
    let diagnostic = Diagnostic::error("bad \u{1b}[2J\u{202e}text")
        .about("ns#\u{1b}[31mX")
        .at(&Location::new(0, "/x"))
        .help("no\u{1b}");
    let shown = rendered(text, diagnostic);
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    assert!(shown.contains("service-2.json:1:27"), "{shown}");
}

#[test]
fn bytes_that_are_no_places_end_somewhere_near() {
    for span in [(0, 0), (5, 2), (3, 9999), (9999, 9999), (4, 5)] {
        let at = Location {
            span: Some(span),
            ..Location::new(0, "")
        };
        let shown = rendered("ä\nöü\n\n", Diagnostic::error("no").at(&at));
        assert!(shown.contains("--> a/service-2.json:"), "{shown}");
    }
    assert!(rendered("", Diagnostic::error("no").at(&Location::bytes(0, 0..1))).contains(":1:1"));
}

#[test]
fn very_many_findings_are_counted() {
    let mut diagnostics = Diagnostics::default();
    for _ in 0..SHOWN {
        diagnostics.push(Diagnostic::warning("small"));
    }
    for _ in 0..3 {
        diagnostics.push(Diagnostic::error("big"));
    }
    let text = diagnostics.render(&[], false);
    assert_eq!(text.matches("error: big").count(), 3);
    assert_eq!(text.matches("warning: small").count(), SHOWN - 3);
    assert!(text.ends_with("... and 3 more\n"));
}

#[test]
fn colours_are_added_when_asked_for() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Diagnostic::error("no").at(&Location::new(0, "/shapes")));
    let sources = [Source::new("m.json", MODEL)];
    assert!(diagnostics.render(&sources, true).contains("\u{1b}["));
    assert!(!diagnostics.render(&sources, false).contains('\u{1b}'));
}
