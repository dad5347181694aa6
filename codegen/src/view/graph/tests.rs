use super::{for_readme, graph, operation_names};
use crate::settings::Sides;
use crate::{Plan, Settings, Source, plan};

const MODEL: &str = r#"{"smithy": "2.0", "shapes": {
    "a#Svc": {"type": "service", "version": "1", "operations": [{"target": "a#Put"}, {"target": "a#Get"}]},
    "a#Put": {"type": "operation", "input": {"target": "a#PutInput"}, "errors": [{"target": "a#Full"}]},
    "a#Get": {"type": "operation", "output": {"target": "a#GetOutput"}},
    "a#PutInput": {"type": "structure", "members": {"nodes": {"target": "a#Nodes"}}},
    "a#GetOutput": {"type": "structure", "members": {"kind": {"target": "a#Kind"}, "name": {"target": "smithy.api#String"}}},
    "a#Nodes": {"type": "list", "member": {"target": "a#ByName"}},
    "a#ByName": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#Node"}},
    "a#Node": {"type": "structure", "members": {"next": {"target": "a#Node"}}},
    "a#Kind": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}},
    "a#Full": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}}
}}"#;

fn planned(model: &str) -> Plan {
    let mut settings = Settings::new("a");
    settings.sides = Sides::TYPES;
    plan(&[Source::new("model.json", model)], &settings).unwrap()
}

#[test]
fn arrows_lead_through_lists_and_maps() {
    let model = planned(MODEL).model;
    let text = graph(&model, Some("Put")).unwrap().mermaid();
    let expected = "flowchart LR
  n0([\"Put\"])
  n1[\"PutInput\"]
  n2[\"PutOutput\"]
  n3[/\"Full\"/]
  n4[\"Node\"]
  n0 -->|\"input\"| n1
  n0 -->|\"output\"| n2
  n0 -->|\"error\"| n3
  n1 -->|\"nodes[]{}\"| n4
  n4 -->|\"next\"| n4
";
    assert_eq!(text, expected);
    assert_eq!(graph(&model, Some("Gone")), None);
    assert_eq!(operation_names(&model).collect::<Vec<_>>(), ["Put", "Get"]);
}

#[test]
fn all_three_forms_have_every_box() {
    let model = planned(MODEL).model;
    let graph = graph(&model, None).unwrap();
    for text in [graph.mermaid(), graph.dot(), graph.svg()] {
        for name in ["Put", "PutInput", "GetOutput", "Node", "Kind", "Full"] {
            assert!(text.contains(name), "{name} in {text}");
        }
    }
    assert_eq!(graph.svg().matches("<rect ").count(), 1 + 9);
    assert!(!for_readme(&model).unwrap().contains("Full"));
}

#[test]
fn names_are_data() {
    let evil = r#"x\"]; evil --> <script>\\`"#;
    let model = planned(&MODEL.replace("a#Node\"", &format!("a#{evil}\""))).model;
    let graph = graph(&model, None).unwrap();
    let (mermaid, dot, svg) = (graph.mermaid(), graph.dot(), graph.svg());
    assert!(
        mermaid.contains("n4[\"x#34;]#59; evil #45;#45;#62; #60;script#62;#92;#96;\"]"),
        "{mermaid}"
    );
    assert!(
        dot.contains(r#"label="x\"]; evil --> <script>\\`""#),
        "{dot}"
    );
    assert!(!svg.contains("<script"), "{svg}");
}

#[test]
fn a_picture_that_nobody_can_read_is_none() {
    let members: Vec<String> = (0..40)
        .map(|at| format!(r#""m{at}": {{"target": "a#T{at}"}}"#))
        .collect();
    let shapes: Vec<String> = (0..40)
        .map(|at| format!(r#""a#T{at}": {{"type": "structure", "members": {{}}}}"#))
        .collect();
    let text = MODEL
        .replace(r#""next": {"target": "a#Node"}"#, &members.join(","))
        .replace(
            r#""a#Kind": {"#,
            &format!(r#"{}, "a#Kind": {{"#, shapes.join(",")),
        );
    assert_eq!(for_readme(&planned(&text).model), None);
}
