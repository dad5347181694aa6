//! What AWS's own models say of pages, in C2J, and what becomes of it.

use crate::rust::{Crate, Items, MemberPath, PageToken, PathStep, Type};
use crate::settings::Settings;
use crate::{Source, plan};

/// A model with one operation `List` of this input and output, and what is said of its pages.
fn planned(input: &str, output: &str, pagination: &str) -> (Crate, Vec<String>) {
    let model = format!(
        r#"{{"version": "2.0",
            "metadata": {{"apiVersion": "1", "protocol": "json", "jsonVersion": "1.1", "serviceId": "Shelf", "targetPrefix": "Shelf"}},
            "operations": {{"List": {{"name": "List", "http": {{"method": "POST", "requestUri": "/"}},
                "input": {{"shape": "Input"}}, "output": {{"shape": "Output"}}}}}},
            "shapes": {{
                "Input": {{"type": "structure", "members": {{{input}}}}},
                "Output": {{"type": "structure", "required": ["Always"], "members": {{{output}, "Always": {{"shape": "Page"}}}}}},
                "Page": {{"type": "structure", "members": {{"Next": {{"shape": "Text"}}, "More": {{"shape": "Flag"}}, "Page": {{"shape": "Page"}}}}}},
                "Things": {{"type": "list", "member": {{"shape": "Thing"}}}},
                "Thing": {{"type": "structure", "required": ["Id"], "members": {{"Id": {{"shape": "Text"}}}}}},
                "Kind": {{"type": "string", "enum": ["A"]}},
                "Text": {{"type": "string"}}, "Number": {{"type": "integer"}}, "Flag": {{"type": "boolean"}}, "Time": {{"type": "timestamp"}}
            }}}}"#
    );
    let pages = format!(r#"{{"pagination": {{"List": {pagination}}}}}"#);
    let sources = [
        Source::new("service-2.json", model),
        Source::new("paginators-1.json", pages),
    ];
    let plan = plan(&sources, &Settings::new("shelf")).unwrap();
    let warnings = plan.warnings.iter().map(|it| it.message.clone());
    let warnings = warnings.filter(|it| it.contains("pages")).collect();
    (plan.krate, warnings)
}

fn field(name: &str, optional: bool, boxed: bool) -> PathStep {
    PathStep::Field {
        name: name.to_owned(),
        optional,
        boxed,
    }
}

const INPUT: &str =
    r#""Next": {"shape": "Text"}, "Kind": {"shape": "Kind"}, "At": {"shape": "Time"}"#;
const OUTPUT: &str = r#""Next": {"shape": "Text"}, "Kind": {"shape": "Kind"}, "At": {"shape": "Time"},
    "More": {"shape": "Flag"}, "Things": {"shape": "Things"}, "Number": {"shape": "Number"}"#;

#[test]
fn a_token_may_be_in_one_of_several_places() {
    let (krate, warnings) = planned(
        INPUT,
        OUTPUT,
        r#"{"input_token": "Next", "output_token": "Next || Things[-1].Id || Always.Page.Next",
            "more_results": "Always.More", "result_key": "Things", "limit_key": "Max"}"#,
    );
    assert_eq!(warnings, Vec::<String>::new());
    let pages = krate.operations[0].pages.clone().unwrap();
    let from = vec![
        MemberPath(vec![field("next", true, false)]),
        MemberPath(vec![
            field("things", true, false),
            PathStep::Last,
            field("id", false, false),
        ]),
        MemberPath(vec![
            field("always", false, false),
            field("page", true, true),
            field("next", true, false),
        ]),
    ];
    assert_eq!(
        pages.tokens,
        [PageToken {
            ty: Type::String,
            from,
            to: "next".to_owned(),
            to_optional: true,
        }]
    );
    let more = MemberPath(vec![
        field("always", false, false),
        field("more", true, false),
    ]);
    assert_eq!(pages.more, Some(more));
    let Some(Items { ty, from }) = pages.items else {
        panic!("there are items");
    };
    assert!(matches!(ty, Type::Vec(_)));
    assert_eq!(from, MemberPath(vec![field("things", true, false)]));
}

#[test]
fn several_tokens_lead_to_a_page_together() {
    let (krate, warnings) = planned(
        INPUT,
        OUTPUT,
        r#"{"input_token": ["Next", "Kind"], "output_token": ["Next", "Kind"], "result_key": ["Things", "Number"]}"#,
    );
    assert_eq!(warnings, Vec::<String>::new());
    let pages = krate.operations[0].pages.clone().unwrap();
    let types: Vec<bool> = pages
        .tokens
        .iter()
        .map(|token| token.ty == Type::String)
        .collect();
    assert_eq!(types, [true, false]);
    // Numbers that are summed over pages are no items.
    assert!(pages.items.is_some());
}

#[test]
fn what_has_no_answer_is_a_warning() {
    for (pagination, reason) in [
        (
            r#"{"input_token": "Gone", "output_token": "Next"}"#,
            r#"the client has no pages of List: the input has no member "Gone""#,
        ),
        (
            r#"{"input_token": "Next", "output_token": "Gone"}"#,
            r#"the client has no pages of List: Output has no member "Gone""#,
        ),
        (
            r#"{"input_token": "Next", "output_token": "Number"}"#,
            r#"the client has no pages of List: "Number" in the output is of another type than "Next" in the input"#,
        ),
        (
            r#"{"input_token": "At", "output_token": "At"}"#,
            r#"the client has no pages of List: "At" is of a type that no token has"#,
        ),
        (
            r#"{"input_token": ["Next", "Kind"], "output_token": "Next"}"#,
            "the client has no pages of List: the input has 2 tokens and the output 1",
        ),
        (
            r#"{"input_token": "Next", "output_token": "Things[0].Id"}"#,
            r#"the client has no pages of List: "Things[0].Id" is more than a way through members"#,
        ),
        (
            r#"{"input_token": "Next", "output_token": "Next["}"#,
            r#"the client has no pages of List: the path "Next[" is wrong: it ends where a number, `:` or `]` was expected"#,
        ),
        (
            r#"{"input_token": "Next", "output_token": "Next", "more_results": "Number"}"#,
            r#"the client has no pages of List: "Number" in the output is no truth value"#,
        ),
        (
            r#"{"input_token": "Next", "output_token": "Next", "result_key": "Number"}"#,
            r#"the pages of List have no items: "Number" in the output is neither a list nor a map"#,
        ),
        (
            r#"{"input_token": "Next", "output_token": "Next", "result_key": ["Things", "Things"]}"#,
            "the pages of List have no items, since the model names several places for them",
        ),
    ] {
        let (krate, warnings) = planned(INPUT, OUTPUT, pagination);
        assert_eq!(warnings, [reason]);
        let has_pages = krate.operations[0].pages.is_some();
        assert_eq!(has_pages, reason.contains("no items"), "{pagination}");
    }
}
