use super::*;
use crate::diagnostic::Severity;
use crate::id::ShapeId;
use crate::model::{
    Dedicated, Documentation, Input, Kind, LeftOut, Output, Renamed, Required, Sensitive, Shape,
};
use crate::settings::{Setting, Sides};
use crate::source::Source;

fn model(shapes: &str) -> Model {
    let text = format!(r#"{{"smithy": "2.0", "shapes": {{{shapes}}}}}"#);
    let mut diagnostics = Diagnostics::default();
    let model = crate::read::read(&[Source::new("m.json", text)], &mut diagnostics);
    model.unwrap_or_else(|| panic!("{}", diagnostics.render(&[], false)))
}

/// Runs all passes; severity and message of what is found.
fn run(shapes: &str, settings: &Settings) -> (Model, Vec<(Severity, String, String)>) {
    let mut diagnostics = Diagnostics::default();
    let model = transform(model(shapes), settings, &mut diagnostics);
    let told = diagnostics
        .iter()
        .map(|d| {
            (
                d.severity,
                d.message.clone(),
                d.help.clone().unwrap_or_default(),
            )
        })
        .collect();
    (model, told)
}

fn sound(shapes: &str) -> Model {
    let (model, told) = run(shapes, &Settings::new("x"));
    assert_eq!(told, []);
    model
}

fn shape<'m>(model: &'m Model, id: &str) -> &'m Shape {
    model
        .get(&ShapeId::parse(id).unwrap())
        .unwrap_or_else(|| panic!("no shape {id}"))
}

fn ids(model: &Model) -> Vec<&str> {
    model.shapes.keys().map(ShapeId::as_str).collect()
}

fn members<'m>(model: &'m Model, id: &str) -> Vec<&'m str> {
    shape(model, id)
        .kind
        .members()
        .map(|member| member.name.as_str())
        .collect()
}

fn operations(model: &Model) -> Vec<&str> {
    let (_, service) = model.services().next().unwrap();
    service
        .operations
        .iter()
        .map(|operation| operation.target.name())
        .collect()
}

fn operation<'m>(model: &'m Model, id: &str) -> [Vec<&'m str>; 3] {
    let Kind::Operation(operation) = &shape(model, id).kind else {
        panic!("{id} is no operation")
    };
    [
        operation.input.iter().map(|b| b.target.as_str()).collect(),
        operation.output.iter().map(|b| b.target.as_str()).collect(),
        operation.errors.iter().map(|b| b.target.as_str()).collect(),
    ]
}

#[test]
fn members_and_traits_of_mixins_are_taken_over() {
    let model = sound(
        r#""a#Svc": {"type": "service", "operations": [{"target": "a#Op"}]},
           "a#Op": {"type": "operation", "input": {"target": "a#In"}, "mixins": [{"target": "a#OpMixin"}]},
           "a#OpMixin": {"type": "operation", "errors": [{"target": "a#E"}], "traits": {"smithy.api#mixin": {}, "smithy.api#readonly": {}}},
           "a#E": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}},
           "a#Base": {"type": "structure", "traits": {"smithy.api#mixin": {}, "smithy.api#documentation": "base", "smithy.api#sensitive": {}},
                "members": {"first": {"target": "smithy.api#String", "traits": {"smithy.api#documentation": "old"}}, "second": {"target": "smithy.api#String"}}},
           "a#Mid": {"type": "structure", "mixins": [{"target": "a#Base"}], "members": {"third": {"target": "smithy.api#Long"}},
                "traits": {"smithy.api#mixin": {"localTraits": ["smithy.api#internal"]}, "smithy.api#internal": {}, "smithy.api#documentation": "mid"}},
           "a#In": {"type": "structure", "mixins": [{"target": "a#Mid"}], "members": {"fourth": {"target": "smithy.api#String"}}},
           "a#In$first": {"type": "apply", "traits": {"smithy.api#required": {}}}"#,
    );
    assert_eq!(
        members(&model, "a#OpInput"),
        ["first", "second", "third", "fourth"]
    );
    let input = shape(&model, "a#OpInput");
    let traits: Vec<_> = input
        .traits
        .iter()
        .map(|applied| applied.value.id())
        .collect();
    assert_eq!(
        traits,
        [
            "smithy.api#documentation",
            "smithy.api#sensitive",
            "tinsmith#dedicated",
            "smithy.api#input"
        ]
    );
    // The nearest mixin wins, and what is applied to a member of it is added.
    assert_eq!(input.traits.get::<Documentation>().unwrap().0, "mid");
    assert!(input.traits.has::<Sensitive>());
    let first = input.kind.members().next().unwrap();
    assert!(first.traits.has::<Required>() && first.traits.has::<Documentation>());
    assert_eq!(operation(&model, "a#Op")[2], ["a#E"]);
    assert!(input.mixins.is_empty());
    assert!(!ids(&model).contains(&"a#Mid"));
}

#[test]
fn operations_of_resources_are_those_of_the_service() {
    let model = sound(
        r#""a#Svc": {"type": "service", "operations": [{"target": "a#Own"}], "resources": [{"target": "a#R"}]},
           "a#R": {"type": "resource", "read": {"target": "a#Get"}, "operations": [{"target": "a#Own"}], "resources": [{"target": "a#Sub"}]},
           "a#Sub": {"type": "resource", "list": {"target": "a#All"}, "resources": [{"target": "a#R"}]},
           "a#Own": {"type": "operation"}, "a#Get": {"type": "operation"}, "a#All": {"type": "operation"}"#,
    );
    assert_eq!(operations(&model), ["Own", "Get", "All"]);
    assert!(!ids(&model).contains(&"a#R"));
}

#[test]
fn errors_of_the_service_are_added_to_each_operation() {
    let error = r#"{"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}}"#;
    let model = sound(&format!(
        r#""a#Svc": {{"type": "service", "operations": [{{"target": "a#One"}}, {{"target": "a#Two"}}],
                "errors": [{{"target": "a#Common"}}, {{"target": "a#Own"}}]}},
           "a#One": {{"type": "operation", "errors": [{{"target": "a#Own"}}]}}, "a#Two": {{"type": "operation"}},
           "a#Common": {error}, "a#Own": {error}"#
    ));
    assert_eq!(operation(&model, "a#One")[2], ["a#Own", "a#Common"]);
    assert_eq!(operation(&model, "a#Two")[2], ["a#Common", "a#Own"]);
}

#[test]
fn every_operation_gets_an_input_and_an_output_of_its_own() {
    let model = sound(
        r#""a#Svc": {"type": "service", "operations": [{"target": "a#Get"}, {"target": "a#Put"}, {"target": "a#Bare"}, {"target": "a#Self"}]},
           "a#Thing": {"type": "structure", "members": {"text": {"target": "smithy.api#String"}}},
           "a#Get": {"type": "operation", "input": {"target": "a#GetRequest"}, "output": {"target": "a#Thing"}},
           "a#GetRequest": {"type": "structure", "members": {"id": {"target": "smithy.api#String"}}},
           "a#Put": {"type": "operation", "input": {"target": "a#Thing"}, "output": {"target": "a#PutOutput"}},
           "a#PutOutput": {"type": "structure", "members": {"old": {"target": "a#Thing"}}},
           "a#Bare": {"type": "operation"},
           "a#Self": {"type": "operation", "input": {"target": "a#SelfInput"}},
           "a#SelfInput": {"type": "structure", "members": {"again": {"target": "a#SelfInput"}}}"#,
    );
    assert_eq!(
        operation(&model, "a#Get")[..2],
        [["a#GetInput"], ["a#GetOutput"]]
    );
    assert_eq!(
        operation(&model, "a#Put")[..2],
        [["a#PutInput"], ["a#PutOutput"]]
    );
    assert_eq!(
        operation(&model, "a#Bare")[..2],
        [["a#BareInput"], ["a#BareOutput"]]
    );
    // What something else refers to stays as a type of its own; a taken id is not taken away.
    assert_eq!(
        operation(&model, "a#Self")[..2],
        [["a.operations#SelfInput"], ["a#SelfOutput"]]
    );
    assert_eq!(
        ids(&model),
        [
            "a#Svc",
            "a#Thing",
            "a#Get",
            "a#GetInput",
            "a#GetOutput",
            "a#Put",
            "a#PutInput",
            "a#PutOutput",
            "a#Bare",
            "a#BareInput",
            "a#BareOutput",
            "a#Self",
            "a.operations#SelfInput",
            "a#SelfOutput",
            "a#SelfInput",
            "smithy.api#String",
        ]
    );
    let from = |id: &str| {
        let dedicated = shape(&model, id).traits.get::<Dedicated>().unwrap();
        dedicated.from.as_ref().map(ShapeId::as_str)
    };
    assert_eq!(from("a#GetInput"), Some("a#GetRequest"));
    assert_eq!(from("a#PutInput"), Some("a#Thing"));
    assert_eq!(from("a#PutOutput"), Some("a#PutOutput"));
    assert_eq!(from("a#BareInput"), None);
    assert!(shape(&model, "a#GetInput").traits.has::<Input>());
    assert!(shape(&model, "a#GetOutput").traits.has::<Output>());
    assert!(!shape(&model, "a#Thing").traits.has::<Input>());
    assert_eq!(members(&model, "a#PutInput"), ["text"]);
}

#[test]
fn an_input_that_another_operation_would_be_called_by_makes_room() {
    let model = sound(
        r#""a#Svc": {"type": "service", "operations": [{"target": "a#A"}, {"target": "a#B"}]},
           "a#A": {"type": "operation", "input": {"target": "a#BInput"}},
           "a#B": {"type": "operation", "input": {"target": "a#AInput"}},
           "a#AInput": {"type": "structure", "members": {"b": {"target": "smithy.api#String"}}},
           "a#BInput": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}}}"#,
    );
    assert_eq!(members(&model, "a#AInput"), ["a"]);
    assert_eq!(members(&model, "a#BInput"), ["b"]);
}

#[test]
fn operations_with_event_streams_are_left_out_with_a_warning() {
    let (model, told) = run(
        r#""a#Svc": {"type": "service", "operations": [{"target": "a#Plain"}, {"target": "a#Listen"}]},
           "a#Plain": {"type": "operation"},
           "a#Listen": {"type": "operation", "output": {"target": "a#Out"}},
           "a#Out": {"type": "structure", "members": {"events": {"target": "a#Events"}}},
           "a#Events": {"type": "union", "traits": {"smithy.api#streaming": {}}, "members": {"e": {"target": "smithy.api#String"}}}"#,
        &Settings::new("x"),
    );
    assert_eq!(
        told,
        [(
            Severity::Warning,
            "the operation Listen is left out: a#Out$events is an event stream, which is not supported yet".to_owned(),
            "the rest of the service is generated".to_owned()
        )]
    );
    assert_eq!(operations(&model), ["Plain"]);
    assert!(!ids(&model).contains(&"a#Events"));
    let (service, _) = model.services().next().unwrap();
    let LeftOut(left_out) = service.traits.get().unwrap();
    let [listen] = left_out.as_slice() else {
        panic!("{left_out:?}");
    };
    assert_eq!(listen.id, ShapeId::new("a", "Listen"));
    let events: Vec<_> = listen.events.iter().map(|event| &*event.id).collect();
    assert_eq!(events, ["a#Events$e"]);
    assert!(!listen.events[0].is_sent_by_clients);
}

const TWO: &str = r#""a#Svc": {"type": "service", "operations": [{"target": "a#GetThing"}, {"target": "a#PutThing"}]},
    "b#Other": {"type": "service", "operations": []},
    "a#GetThing": {"type": "operation", "output": {"target": "a#Out"}}, "a#PutThing": {"type": "operation"},
    "a#Out": {"type": "structure", "members": {"t": {"target": "a#Text"}}}, "a#Text": {"type": "string"},
    "b#Text": {"type": "string"}, "a#myTrait": {"type": "structure", "members": {}, "traits": {"smithy.api#trait": {}}}"#;

fn of_service(name: &str) -> Settings {
    Settings {
        service: Some(Setting::unplaced(name)),
        ..Settings::new("x")
    }
}

#[test]
fn one_of_several_services_has_to_be_named() {
    let (_, told) = run(TWO, &Settings::new("x"));
    assert_eq!(
        told,
        [(
            Severity::Error,
            "the model has several services".to_owned(),
            "say which with the setting `service`: a#Svc, b#Other".to_owned()
        )]
    );
    let (model, told) = run(TWO, &of_service("Other"));
    assert_eq!((ids(&model), told), (vec!["b#Other"], vec![]));
    let (_, told) = run(TWO, &of_service("b#Othr"));
    assert_eq!(
        told,
        [(
            Severity::Error,
            "there is no service \"b#Othr\"".to_owned(),
            "did you mean \"b#Other\"?".to_owned()
        )]
    );
}

#[test]
fn a_model_without_a_service_has_types_alone() {
    let shapes = r#""a#T": {"type": "structure", "members": {}}, "a#t": {"type": "structure", "members": {}, "traits": {"smithy.api#trait": {}}}"#;
    let (_, told) = run(shapes, &Settings::new("x"));
    assert_eq!(told[0].1, "the model has no service");
    let types = Settings {
        sides: Sides::TYPES,
        ..Settings::new("x")
    };
    let (model, told) = run(shapes, &types);
    assert_eq!((ids(&model), told), (vec!["a#T"], vec![]));
}

#[test]
fn only_chosen_operations_stay() {
    let chosen = |names: &[&str]| Settings {
        operations: Some(names.iter().copied().map(Setting::unplaced).collect()),
        ..of_service("Svc")
    };
    let (model, told) = run(TWO, &chosen(&["a#PutThing"]));
    assert_eq!((operations(&model), told), (vec!["PutThing"], vec![]));
    assert!(!ids(&model).contains(&"a#Text"));
    let (_, told) = run(TWO, &chosen(&["PutThing", "GetThink"]));
    assert_eq!(
        told,
        [(
            Severity::Error,
            "there is no operation \"GetThink\"".to_owned(),
            "did you mean \"GetThing\"?".to_owned()
        )]
    );
}

#[test]
fn shapes_are_renamed_by_the_service_and_by_the_settings() {
    let shapes = r#""a#Svc": {"type": "service", "operations": [{"target": "a#Op"}], "rename": {"b#Text": "Prose", "b#Num": "Ignored"}},
        "a#Op": {"type": "operation", "input": {"target": "a#In"}},
        "a#In": {"type": "structure", "members": {"a": {"target": "a#Text"}, "b": {"target": "b#Text"}, "n": {"target": "b#Num"}}},
        "a#Text": {"type": "string"}, "b#Text": {"type": "string"}, "b#Num": {"type": "long"}"#;
    let with = |from: &str, to: &str| Settings {
        rename: vec![(Setting::unplaced(from), Setting::unplaced(to))],
        ..Settings::new("x")
    };
    let (model, told) = run(shapes, &with("Num", "Number"));
    assert_eq!(told, []);
    let targets: Vec<_> = shape(&model, "a#OpInput")
        .kind
        .members()
        .map(|m| m.target.as_str())
        .collect();
    assert_eq!(targets, ["a#Text", "b#Prose", "b#Number"]);
    let renamed = shape(&model, "b#Prose").traits.get::<Renamed>().unwrap();
    assert_eq!(renamed.from.as_str(), "b#Text");
    for (from, to, message, help) in [
        (
            "Numb",
            "X",
            "there is no shape \"Numb\"",
            "did you mean \"b#Num\"?",
        ),
        (
            "Text",
            "X",
            "\"Text\" means several shapes",
            "write the whole id: a#Text or b#Text",
        ),
        (
            "b#Num",
            "Prose",
            "b#Text cannot be renamed to \"Prose\": that is taken",
            "choose another name",
        ),
    ] {
        let (_, told) = run(shapes, &with(from, to));
        assert_eq!(
            told,
            [(Severity::Error, message.to_owned(), help.to_owned())]
        );
    }
}

#[test]
fn what_is_left_is_reachable_and_resolves() {
    let (model, _) = run(TWO, &of_service("Svc"));
    assert_eq!(
        ids(&model),
        [
            "a#Svc",
            "a#GetThing",
            "a#GetThingInput",
            "a#GetThingOutput",
            "a#PutThing",
            "a#PutThingInput",
            "a#PutThingOutput",
            "a#Text",
        ]
    );
    let mut diagnostics = Diagnostics::default();
    model.validate(&mut diagnostics);
    assert_eq!(diagnostics.iter().count(), 0);
}
