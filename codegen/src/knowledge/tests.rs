use super::*;
use crate::diagnostic::Diagnostics;
use crate::id::ShapeId;
use crate::model::{Model, Shape};
use crate::source::Source;

fn model(shapes: &str) -> Model {
    let text = format!(r#"{{"smithy": "2.0", "shapes": {{{shapes}}}}}"#);
    let mut diagnostics = Diagnostics::default();
    let model = crate::read::read(&[Source::new("m.json", text)], &mut diagnostics);
    model.unwrap_or_else(|| panic!("{}", diagnostics.render(&[], false)))
}

fn shape<'m>(model: &'m Model, id: &str) -> &'m Shape {
    model
        .get(&ShapeId::parse(id).unwrap())
        .unwrap_or_else(|| panic!("no shape {id}"))
}

#[test]
fn members_travel_by_their_bindings_and_direction() {
    let model = model(
        r#""a#S": {"type": "structure", "members": {
            "label": {"target": "smithy.api#String", "traits": {"smithy.api#httpLabel": {}}},
            "query": {"target": "smithy.api#String", "traits": {"smithy.api#httpQuery": "q"}},
            "params": {"target": "smithy.api#String", "traits": {"smithy.api#httpQueryParams": {}}},
            "header": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "H"}},
            "prefix": {"target": "smithy.api#String", "traits": {"smithy.api#httpPrefixHeaders": ""}},
            "payload": {"target": "smithy.api#String", "traits": {"smithy.api#httpPayload": {}}},
            "status": {"target": "smithy.api#Integer", "traits": {"smithy.api#httpResponseCode": {}}},
            "plain": {"target": "smithy.api#String", "traits": {"smithy.api#jsonName": "p"}}}}"#,
    );
    let shape = shape(&model, "a#S");
    let places = |part, http| -> Vec<Place<'_>> {
        Message::new(shape, part, http)
            .members
            .into_iter()
            .map(|(_, place)| place)
            .collect()
    };
    assert_eq!(
        places(Part::Input, true),
        [
            Place::Label,
            Place::Query("q"),
            Place::QueryParams,
            Place::Header("H"),
            Place::PrefixHeaders(""),
            Place::Payload,
            Place::Body,
            Place::Body,
        ]
    );
    assert_eq!(
        places(Part::Output, true),
        [
            Place::Body,
            Place::Body,
            Place::Body,
            Place::Header("H"),
            Place::PrefixHeaders(""),
            Place::Payload,
            Place::Status,
            Place::Body,
        ]
    );
    assert_eq!(places(Part::Input, false), [Place::Body; 8]);
    let message = Message::new(shape, Part::Input, true);
    assert_eq!(message.payload().map(|m| m.name.as_str()), Some("payload"));
    assert_eq!(
        message.body().map(|m| m.name.as_str()).collect::<Vec<_>>(),
        ["status", "plain"]
    );
}

#[test]
fn only_members_on_a_cycle_are_boxed() {
    let model = model(
        r#""a#Self": {"type": "structure", "members": {"again": {"target": "a#Self"}, "leaf": {"target": "a#Leaf"}}},
           "a#Leaf": {"type": "structure", "members": {"text": {"target": "smithy.api#String"}}},
           "a#Ping": {"type": "structure", "members": {"pong": {"target": "a#Pong"}}},
           "a#Pong": {"type": "union", "members": {"ping": {"target": "a#Ping"}, "leaf": {"target": "a#Leaf"}}},
           "a#Outside": {"type": "structure", "members": {"ping": {"target": "a#Ping"}}},
           "a#Tree": {"type": "structure", "members": {"children": {"target": "a#Trees"}, "one": {"target": "a#Map"}}},
           "a#Trees": {"type": "list", "member": {"target": "a#Tree"}},
           "a#Map": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#Tree"}}"#,
    );
    let recursion = Recursion::new(&model);
    let mut boxed = Vec::new();
    for shape in model.shapes.values() {
        for member in shape.kind.members() {
            if recursion.is_boxed(&shape.id, member) {
                boxed.push(shape.id.member(&member.name));
            }
        }
    }
    assert_eq!(boxed, ["a#Self$again", "a#Ping$pong", "a#Pong$ping"]);
    let recursive: Vec<_> = model
        .shapes
        .keys()
        .filter(|id| recursion.is_recursive(id))
        .map(ShapeId::as_str)
        .collect();
    assert_eq!(
        recursive,
        ["a#Self", "a#Ping", "a#Pong", "a#Tree", "a#Trees", "a#Map"]
    );
}

#[test]
fn shapes_are_reached_from_inputs_outputs_and_errors() {
    let model = model(
        r#""a#Op": {"type": "operation", "input": {"target": "a#In"}, "output": {"target": "a#Out"}, "errors": [{"target": "a#E"}]},
           "a#In": {"type": "structure", "members": {"l": {"target": "a#List"}}},
           "a#List": {"type": "list", "member": {"target": "a#Both"}},
           "a#Both": {"type": "structure", "members": {"in": {"target": "a#In"}}},
           "a#Out": {"type": "structure", "members": {"b": {"target": "a#Both"}}},
           "a#E": {"type": "structure", "members": {"m": {"target": "smithy.api#String"}}, "traits": {"smithy.api#error": "client"}},
           "a#Alone": {"type": "string"}"#,
    );
    let reach = Reach::new(&model);
    let of = |id: &str| {
        let reached = reach.of(&ShapeId::parse(id).unwrap());
        (reached.input, reached.output, reached.error)
    };
    assert_eq!(of("a#In"), (true, true, false));
    assert_eq!(of("a#Both"), (true, true, false));
    assert_eq!(of("a#Out"), (false, true, false));
    assert_eq!(of("a#E"), (false, false, true));
    assert_eq!(of("smithy.api#String"), (false, false, true));
    assert_eq!(of("a#Alone"), (false, false, false));
}
