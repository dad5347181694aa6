use crate::diagnostic::Severity;
use crate::rust::{
    Body, Bound, Crate, Definition, DocumentLiteral, Elements, Enum, Field, Literal, NumberBound,
    Place, Routes, Structure, Type, UriPart, Violated,
};
use crate::settings::{Setting, Settings, Sides};
use crate::{Diagnostics, Source, plan};

/// A model in Smithy's JSON: one restJson1 service `ns#Jobs` with the operations, and shapes.
fn model(operations: &[&str], shapes: &str) -> String {
    let targets: Vec<String> = operations
        .iter()
        .map(|name| format!(r#"{{"target": "ns#{name}"}}"#))
        .collect();
    format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "ns#Jobs": {{"type": "service", "version": "1", "operations": [{}],
                "traits": {{"aws.protocols#restJson1": {{}}, "aws.api#service": {{"sdkId": "IoT Jobs"}}}}}},
            {shapes}
        }}}}"#,
        targets.join(", ")
    )
}

/// A model whose only operation takes and returns one structure, `Thing`, among `shapes`.
fn types(shapes: &str) -> String {
    model(
        &["Put"],
        &format!(
            r#""ns#Put": {{"type": "operation", "input": {{"target": "ns#PutInput"}}, "output": {{"target": "ns#PutInput"}},
                "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/put"}}}}}},
            "ns#PutInput": {{"type": "structure", "members": {{"thing": {{"target": "ns#Thing"}}}}}},
            {shapes}"#
        ),
    )
}

fn lowered(text: &str, settings: &Settings) -> Result<(Crate, Diagnostics), Diagnostics> {
    plan(&[Source::new("model.json", text)], settings).map(|plan| (plan.krate, plan.warnings))
}

fn krate(text: &str) -> Crate {
    match lowered(text, &Settings::new("jobs")) {
        Ok((krate, _)) => krate,
        Err(diagnostics) => panic!("{diagnostics:#?}"),
    }
}

/// The messages of errors, each with what it is about.
fn errors(text: &str, settings: &Settings) -> Vec<(String, String)> {
    let diagnostics = lowered(text, settings).unwrap_err();
    diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .map(|d| {
            assert!(d.help.is_some(), "{d:?}");
            (d.subject.clone().unwrap_or_default(), d.message.clone())
        })
        .collect()
}

fn structure<'k>(krate: &'k Crate, name: &str) -> &'k Structure {
    let nested = krate
        .types
        .iter()
        .filter_map(|definition| match definition {
            Definition::Structure(structure) => Some(structure),
            _ => None,
        });
    let own = krate
        .operations
        .iter()
        .flat_map(|operation| [&operation.input, &operation.output]);
    nested
        .chain(own)
        .chain(&krate.errors)
        .find(|structure| structure.path.name == name)
        .unwrap()
}

fn enumeration<'k>(krate: &'k Crate, name: &str) -> &'k Enum {
    let enums = krate
        .types
        .iter()
        .filter_map(|definition| match definition {
            Definition::Enum(enumeration) => Some(enumeration),
            _ => None,
        });
    enums
        .into_iter()
        .find(|enumeration| enumeration.path.name == name)
        .unwrap()
}

fn field<'s>(structure: &'s Structure, name: &str) -> &'s Field {
    structure
        .fields
        .iter()
        .find(|field| field.name == name)
        .unwrap()
}

/// `name`, whether it is optional, its default, whether it is required on the wire.
fn presence(structure: &Structure) -> Vec<(&str, bool, bool, bool)> {
    let fields = structure.fields.iter();
    fields
        .map(|f| {
            (
                f.name.as_str(),
                f.optional,
                f.default.is_some(),
                f.schema.required,
            )
        })
        .collect()
}

#[test]
fn presence_follows_the_server() {
    let members = r#"
        "required": {"target": "smithy.api#Long", "traits": {"smithy.api#required": {}}},
        "filled": {"target": "smithy.api#Long", "traits": {"smithy.api#default": 3}},
        "both": {"target": "smithy.api#Long", "traits": {"smithy.api#required": {}, "smithy.api#default": 3}},
        "cancelled": {"target": "smithy.api#PrimitiveLong", "traits": {"smithy.api#default": null}},
        "free": {"target": "smithy.api#Long"},
        "client": {"target": "smithy.api#Long",
            "traits": {"smithy.api#required": {}, "smithy.api#clientOptional": {}}}"#;
    let text = model(
        &["Put"],
        &format!(
            r#""ns#Put": {{"type": "operation", "input": {{"target": "ns#Thing"}}, "output": {{"target": "ns#Thing"}},
                "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/put"}}}}}},
            "ns#Thing": {{"type": "structure", "members": {{{members},
                "inner": {{"target": "ns#Inner"}}}}}},
            "ns#Inner": {{"type": "structure", "members": {{{members}}}}}"#
        ),
    );
    let krate = krate(&text);
    let nested = [
        ("required", false, false, true),
        ("filled", false, true, false),
        ("both", false, true, false),
        ("cancelled", true, false, false),
        ("free", true, false, false),
        ("client", false, false, true),
    ];
    assert_eq!(presence(structure(&krate, "Inner")), nested);
    assert_eq!(presence(structure(&krate, "PutOutput"))[..6], nested);
    // On an input the server fills in what the client did not send.
    let mut input = nested;
    input[1] = ("filled", true, true, false);
    assert_eq!(presence(structure(&krate, "PutInput"))[..6], input);
}

#[test]
fn defaults_become_literals() {
    let krate = krate(&types(
        r#""ns#Thing": {"type": "structure", "members": {
            "a": {"target": "smithy.api#Boolean", "traits": {"smithy.api#default": true}},
            "b": {"target": "smithy.api#String", "traits": {"smithy.api#default": "x"}},
            "c": {"target": "smithy.api#Double", "traits": {"smithy.api#default": 1.5}},
            "d": {"target": "smithy.api#Blob", "traits": {"smithy.api#default": "YWJj"}},
            "e": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#default": 7}},
            "f": {"target": "ns#Color", "traits": {"smithy.api#default": "dark red"}},
            "g": {"target": "ns#List", "traits": {"smithy.api#default": []}},
            "h": {"target": "smithy.api#Document", "traits": {"smithy.api#default": {}}},
            "i": {"target": "ns#Level", "traits": {"smithy.api#default": 2}}
        }},
        "ns#List": {"type": "list", "member": {"target": "smithy.api#String"}},
        "ns#Level": {"type": "intEnum", "members": {
            "LOW": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}},
            "HIGH_UP": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 2}}}},
        "ns#Color": {"type": "enum", "members": {
            "RED": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": "dark red"}}}}"#,
    ));
    let thing = structure(&krate, "Thing");
    let variant = |of: &str, name: &str| Literal::Variant {
        of: crate::rust::TypePath {
            module: crate::rust::Module::Types,
            name: of.to_owned(),
        },
        name: name.to_owned(),
    };
    let defaults: Vec<Literal> = thing
        .fields
        .iter()
        .map(|field| field.default.clone().unwrap())
        .collect();
    assert_eq!(
        defaults,
        [
            Literal::Bool(true),
            Literal::String("x".to_owned()),
            Literal::Float("1.5".to_owned()),
            Literal::Blob(b"abc".to_vec()),
            Literal::Timestamp {
                seconds: 7,
                nanos: 0
            },
            variant("Color", "DarkRed"),
            Literal::EmptyVec,
            Literal::Document(DocumentLiteral::Object(Vec::new())),
            variant("Level", "HighUp"),
        ]
    );
}

#[test]
fn a_default_of_another_type_is_an_error() {
    let text = types(
        r#""ns#Thing": {"type": "structure", "members": {
            "a": {"target": "smithy.api#Byte", "traits": {"smithy.api#default": 300}},
            "b": {"target": "smithy.api#Timestamp", "traits": {"smithy.api#default": "yesterday"}}
        }}"#,
    );
    let told = errors(&text, &Settings::new("jobs"));
    let subjects: Vec<&str> = told.iter().map(|(subject, _)| subject.as_str()).collect();
    assert_eq!(subjects, ["ns#Thing$a", "ns#Thing$b"]);
    assert!(told[0].1.contains("no value of a byte"), "{told:?}");
}

#[test]
fn types_of_members() {
    let krate = krate(&types(
        r#""ns#Thing": {"type": "structure", "members": {
            "sparse": {"target": "ns#Sparse"},
            "byColor": {"target": "ns#ByColor"},
            "next": {"target": "ns#Thing"},
            "list": {"target": "ns#Things"},
            "type": {"target": "smithy.api#Document"},
            "send": {"target": "smithy.api#BigDecimal"}
        }},
        "ns#Sparse": {"type": "list", "member": {"target": "smithy.api#Short"}, "traits": {"smithy.api#sparse": {}}},
        "ns#Things": {"type": "list", "member": {"target": "ns#Thing"}},
        "ns#ByColor": {"type": "map", "key": {"target": "ns#Color"}, "value": {"target": "smithy.api#Float"}},
        "ns#Color": {"type": "enum", "members": {"RED": {"target": "smithy.api#Unit"}}}"#,
    ));
    let thing = structure(&krate, "Thing");
    let named = |name: &str| {
        Type::Named(crate::rust::TypePath {
            module: crate::rust::Module::Types,
            name: name.to_owned(),
        })
    };
    assert_eq!(
        field(thing, "sparse").ty,
        Type::Vec(Box::new(Type::Option(Box::new(Type::I16))))
    );
    assert_eq!(
        field(thing, "by_color").ty,
        Type::Map(Box::new(named("Color")), Box::new(Type::F32))
    );
    // A cycle is broken where it is direct only.
    assert_eq!(
        field(thing, "next").ty,
        Type::Boxed(Box::new(named("Thing")))
    );
    assert_eq!(field(thing, "list").ty, Type::Vec(Box::new(named("Thing"))));
    // Keywords are escaped, and a setter yields to the methods of a call.
    assert_eq!(
        (
            field(thing, "r#type").setter.as_str(),
            field(thing, "send").setter.as_str()
        ),
        ("r#type", "send_")
    );
}

#[test]
fn variants_are_named_after_values() {
    let krate = krate(&types(
        r#""ns#Thing": {"type": "structure", "members": {"e": {"target": "ns#Odd"}}},
        "ns#Odd": {"type": "string", "traits": {"smithy.api#enum": [
            {"value": "IN_PROGRESS"}, {"value": "gp2"}, {"value": "2xlarge"}, {"value": "$next"}, {"value": "*"},
            {"value": "!="}, {"value": "in-progress", "tags": ["internal"]}, {"value": "Unrecognized"},
            {"value": "\u2603"}
        ]}}"#,
    ));
    let odd = enumeration(&krate, "Odd");
    let names: Vec<&str> = odd
        .variants
        .iter()
        .map(|variant| variant.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "InProgress",
            "Gp2",
            "_2xlarge",
            "Next",
            "Asterisk",
            "ExclamationEquals",
            "InProgress2",
            "Unrecognized_",
            "U2603"
        ]
    );
    assert_eq!(odd.unknown, "Unrecognized");
    let internal: Vec<&str> = odd
        .variants
        .iter()
        .filter(|v| v.internal)
        .map(|v| v.value.as_str())
        .collect();
    assert_eq!(internal, ["in-progress"]);
}

#[test]
fn what_is_sensitive_is_hidden() {
    let krate = krate(&types(
        r#""ns#Thing": {"type": "structure", "members": {
            "plain": {"target": "smithy.api#String"},
            "secret": {"target": "ns#Secret"},
            "secrets": {"target": "ns#Secrets"},
            "inner": {"target": "ns#Inner"},
            "choice": {"target": "ns#Choice"}
        }},
        "ns#Secret": {"type": "string", "traits": {"smithy.api#sensitive": {}}},
        "ns#Secrets": {"type": "map", "key": {"target": "ns#Secret"}, "value": {"target": "smithy.api#String"}},
        "ns#Inner": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}},
            "traits": {"smithy.api#sensitive": {}}},
        "ns#Choice": {"type": "union", "members": {
            "open": {"target": "smithy.api#String"}, "none": {"target": "smithy.api#Unit"},
            "hidden": {"target": "ns#Secret"}}}"#,
    ));
    let thing = structure(&krate, "Thing");
    let hidden: Vec<&str> = thing
        .fields
        .iter()
        .filter(|f| f.sensitive)
        .map(|f| f.name.as_str())
        .collect();
    assert_eq!(hidden, ["secret", "secrets", "inner"]);
    assert!(thing.sensitive);
    // Of a sensitive structure everything is hidden, though no member of it is sensitive by itself.
    let inner = structure(&krate, "Inner");
    assert!(inner.sensitive && inner.fields[0].sensitive && !inner.fields[0].schema.sensitive);
    let Some(Definition::Union(choice)) = krate
        .types
        .iter()
        .find(|d| matches!(d, Definition::Union(_)))
    else {
        panic!("a union");
    };
    let hidden: Vec<(&str, bool, bool)> = choice
        .variants
        .iter()
        .map(|v| (v.name.as_str(), v.sensitive, v.ty.is_some()))
        .collect();
    assert_eq!(
        hidden,
        [
            ("Open", false, true),
            ("None", false, false),
            ("Hidden", true, true)
        ]
    );
    assert!(choice.sensitive);
    // The runtime must not show the keys of the map either.
    let Elements::Map(value) = &field(thing, "secrets").schema.elements else {
        panic!("a map");
    };
    let value = krate
        .schema
        .elements
        .iter()
        .find(|element| element.name == *value)
        .unwrap();
    let key = krate
        .schema
        .elements
        .iter()
        .find(|element| Some(&element.name) == value.key.as_ref())
        .unwrap();
    assert!(key.schema.sensitive && !value.schema.sensitive);
}

#[test]
fn constraints_are_merged_and_kept_where_they_are_checked() {
    let text = model(
        &["Put"],
        r#""ns#Put": {"type": "operation", "input": {"target": "ns#PutInput"}, "output": {"target": "ns#PutOutput"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/put"}}},
        "ns#PutInput": {"type": "structure", "members": {
            "name": {"target": "ns#Name"},
            "again": {"target": "ns#Name"},
            "short": {"target": "ns#Name", "traits": {"smithy.api#length": {"max": 3}}},
            "names": {"target": "ns#Names"},
            "ratio": {"target": "ns#Ratio"}}},
        "ns#PutOutput": {"type": "structure", "members": {"named": {"target": "ns#Answer"}}},
        "ns#Answer": {"type": "structure", "members": {
            "name": {"target": "ns#Name"}, "never": {"target": "ns#Never"}}},
        "ns#Name": {"type": "string", "traits": {
            "smithy.api#length": {"min": 1, "max": 9}, "smithy.api#pattern": "^[a-z]+$"}},
        "ns#Never": {"type": "string", "traits": {"smithy.api#pattern": "(a)\\1"}},
        "ns#Names": {"type": "list", "member": {"target": "ns#Name"}, "traits": {"smithy.api#uniqueItems": {}}},
        "ns#Ratio": {"type": "double", "traits": {"smithy.api#range": {"min": 0, "max": 0.5}}}"#,
    );
    let krate = krate(&text);
    let input = structure(&krate, "PutInput");
    let constraints = |field: &Field| field.schema.constraints.clone().unwrap_or_default();
    let names: Vec<String> = input.fields.iter().map(constraints).collect();
    assert_eq!(names, ["NAME", "NAME", "PUT_INPUT_SHORT", "NAMES", "RATIO"]);
    let of = |name: &str| {
        krate
            .schema
            .constraints
            .iter()
            .find(|constraints| constraints.name == name)
            .unwrap()
    };
    assert_eq!(of("NAME").length, Some((Some(1), Some(9))));
    // The member's own length replaces that of its target as a whole; the pattern stays, and is one static.
    assert_eq!(of("PUT_INPUT_SHORT").length, Some((None, Some(3))));
    assert_eq!(of("PUT_INPUT_SHORT").pattern, of("NAME").pattern);
    assert_eq!(krate.schema.patterns.len(), 1);
    assert!(of("NAMES").unique_items);
    assert_eq!(
        of("RATIO").range,
        Some((
            Some(NumberBound::Integer(0)),
            Some(NumberBound::Decimal("0.5".to_owned()))
        ))
    );
    let Elements::List(item) = &input.fields[3].schema.elements else {
        panic!("a list");
    };
    let item = krate
        .schema
        .elements
        .iter()
        .find(|element| element.name == *item)
        .unwrap();
    assert_eq!(item.schema.constraints.as_deref(), Some("NAME"));
    // What only a response holds is never checked, so its pattern needs no engine.
    let answer = structure(&krate, "Answer");
    assert!(
        answer
            .fields
            .iter()
            .all(|field| field.schema.constraints.is_none())
    );
}

#[test]
fn a_pattern_that_cannot_run_is_refused_or_accepted_by_name() {
    let text = types(
        r#""ns#Thing": {"type": "structure", "members": {"twice": {"target": "ns#Twice"}}},
        "ns#Twice": {"type": "string", "traits": {"smithy.api#pattern": "^(a|b)\\1$"}}"#,
    );
    let mut settings = Settings::new("jobs");
    let told = errors(&text, &settings);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "ns#Twice");
    assert!(
        told[0].1.starts_with("a pattern cannot be checked: "),
        "{told:?}"
    );

    settings.unchecked_patterns = vec![Setting::unplaced("Twice")];
    let (krate, _) = lowered(&text, &settings).unwrap();
    let twice = field(structure(&krate, "Thing"), "twice");
    assert_eq!(twice.schema.constraints, None);
    assert_eq!(twice.docs, ["The pattern `^(a|b)\\1$` is not checked."]);

    settings
        .unchecked_patterns
        .push(Setting::unplaced("Thrice"));
    let told = errors(&text, &settings);
    assert_eq!(
        told[0].1,
        "no pattern of \"Thrice\" has to be accepted as not checked"
    );
}

#[test]
fn http_bindings() {
    let text = model(
        &["Put", "Get", "Ping"],
        r#""ns#Put": {"type": "operation", "input": {"target": "ns#PutInput"}, "output": {"target": "ns#PutInput"},
            "errors": [{"target": "ns#Gone"}],
            "traits": {"smithy.api#http": {"method": "PUT", "uri": "/a/{rest+}/b?x=1&y", "code": 201}}},
        "ns#PutInput": {"type": "structure", "members": {
            "all": {"target": "ns#Map", "traits": {"smithy.api#httpQueryParams": {}}},
            "one": {"target": "smithy.api#String", "traits": {"smithy.api#httpQuery": "one"}},
            "meta": {"target": "ns#Map", "traits": {"smithy.api#httpPrefixHeaders": "X-Meta-"}},
            "tag": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "X-Tag"}},
            "rest": {"target": "smithy.api#String",
                "traits": {"smithy.api#httpLabel": {}, "smithy.api#required": {}}},
            "body": {"target": "smithy.api#Integer", "traits": {"smithy.api#jsonName": "Body"}}}},
        "ns#Map": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "smithy.api#String"}},
        "ns#Get": {"type": "operation", "input": {"target": "ns#GetInput"}, "output": {"target": "ns#GetOutput"},
            "traits": {"smithy.api#http": {"method": "GET", "uri": "/"}}},
        "ns#GetInput": {"type": "structure", "members": {}},
        "ns#GetOutput": {"type": "structure", "members": {
            "code": {"target": "smithy.api#Integer", "traits": {"smithy.api#httpResponseCode": {}}},
            "picture": {"target": "ns#Png", "traits": {"smithy.api#httpPayload": {}}}}},
        "ns#Png": {"type": "blob", "traits": {"smithy.api#mediaType": "image/png", "smithy.api#streaming": {}}},
        "ns#Ping": {"type": "operation",
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/ping/"}}},
        "ns#Gone": {"type": "structure", "members": {
            "Message": {"target": "smithy.api#String"},
            "when": {"target": "smithy.api#String", "traits": {"smithy.api#httpHeader": "X-When"}}},
            "traits": {"smithy.api#error": "client", "smithy.api#httpError": 410,
                "smithy.api#retryable": {"throttling": true}}}"#,
    );
    let krate = krate(&text);
    let literal = |text: &str| UriPart::Literal(text.to_owned());
    let bound = |field: usize, to: Place| Bound { field, to };
    let header = |name: &str| Place::Header(name.to_owned());

    let put = &krate.operations[0];
    assert_eq!(
        put.request.path,
        [
            literal("/a/"),
            UriPart::Label {
                field: 4,
                greedy: true
            },
            literal("/b")
        ]
    );
    assert_eq!(
        put.request.query_literals,
        [
            ("x".to_owned(), Some("1".to_owned())),
            ("y".to_owned(), None)
        ]
    );
    // Maps that take the rest stand behind what has a name.
    let prefixed = Place::PrefixHeaders("X-Meta-".to_owned());
    assert_eq!(
        put.request.bound,
        [
            bound(1, Place::Query("one".to_owned())),
            bound(3, header("X-Tag")),
            bound(0, Place::QueryParams),
            bound(2, prefixed.clone()),
        ]
    );
    assert_eq!(put.request.body, Body::Members);
    assert_eq!(field(&put.input, "body").schema.wire, "Body");
    assert!(field(&put.input, "one").schema.bound && !field(&put.input, "body").schema.bound);
    // Of the same members only headers are bound in a response.
    assert_eq!(
        put.response.bound,
        [bound(3, header("X-Tag")), bound(2, prefixed)]
    );
    assert_eq!(
        (put.response.status, &put.response.body),
        (201, &Body::Members)
    );
    assert!(!field(&put.output, "one").schema.bound);

    let get = &krate.operations[1];
    assert_eq!(get.request.body, Body::Empty);
    assert_eq!(get.response.bound, [bound(0, Place::StatusCode)]);
    assert_eq!(
        get.response.body,
        Body::Payload {
            field: 1,
            content_type: Some("image/png".to_owned())
        }
    );
    let picture = field(&get.output, "picture");
    assert_eq!((&picture.ty, picture.optional), (&Type::ByteStream, false));
    assert!(!get.output.cloneable && picture.default.is_some());

    let ping = &krate.operations[2];
    assert_eq!(
        (&ping.request.body, &ping.response.body),
        (&Body::None, &Body::None)
    );
    assert_eq!(ping.request.path, [literal("/ping/")]);

    let gone = krate.errors[0].error.as_ref().unwrap();
    assert_eq!(
        (
            gone.code.as_str(),
            gone.status,
            gone.retryable,
            gone.message
        ),
        ("Gone", 410, Some(true), Some(0))
    );
    assert_eq!(gone.response.bound, [bound(1, header("X-When"))]);

    let Some(Routes::Http(root)) = krate.server.map(|server| server.routes) else {
        panic!("routes");
    };
    assert_eq!(root.endpoints[0].operation, 1);
    let names: Vec<&str> = root
        .literals
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(names, ["a", "ping"]);
}

/// An error: name, status, whose fault, required members, optional members.
type Failure<'f> = (&'f str, u16, &'f str, &'f [&'f str], &'f [&'f str]);

/// An operation with these errors.
fn failing(errors: &[Failure<'_>]) -> String {
    let targets: Vec<String> = errors
        .iter()
        .map(|error| format!(r#"{{"target": "ns#{}"}}"#, error.0))
        .collect();
    let shapes: String = errors
        .iter()
        .map(|(name, status, fault, required, optional)| {
            let required = required
                .iter()
                .map(|member| (member, r#", "traits": {"smithy.api#required": {}}"#));
            let members: Vec<String> = required
                .chain(optional.iter().map(|member| (member, "")))
                .map(|(member, traits)| {
                    format!(r#""{member}": {{"target": "smithy.api#String"{traits}}}"#)
                })
                .collect();
            format!(
                r#", "ns#{name}": {{"type": "structure", "members": {{{}}}, "traits": {{
                    "smithy.api#error": "{fault}", "smithy.api#httpError": {status}}}}}"#,
                members.join(", ")
            )
        })
        .collect();
    model(
        &["Put"],
        &format!(
            r#""ns#Put": {{"type": "operation", "input": {{"target": "ns#PutInput"}}, "errors": [{}],
                "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/put"}}}}}},
            "ns#PutInput": {{"type": "structure", "members": {{"a": {{"target": "smithy.api#String"}}}}}}{shapes}"#,
            targets.join(", ")
        ),
    )
}

/// The error that violations become.
fn violated(krate: &Crate) -> Option<(&str, bool, Option<&str>)> {
    match &krate.operations[0].violated {
        Violated::Modelled {
            error,
            message_required,
            message,
            ..
        } => Some((&error.name, *message_required, message.as_deref())),
        Violated::Framework => None,
    }
}

#[test]
fn violations_become_the_error_that_means_them() {
    let conventional = [
        (
            "ThrottlingException",
            429,
            "client",
            &[][..],
            &["message"][..],
        ),
        ("InvalidRequestException", 400, "client", &[], &["message"]),
        ("ValidationException", 400, "client", &["message"], &[]),
        ("AaaException", 400, "client", &[], &["message"]),
    ];
    let mut reversed = conventional;
    reversed.reverse();
    for errors in [conventional, reversed] {
        assert_eq!(
            violated(&krate(&failing(&errors))),
            Some(("ValidationException", true, None))
        );
    }
    // An error that needs more than a message cannot be made.
    let reason = (
        "ValidationException",
        400,
        "client",
        &["message", "reason"][..],
        &[][..],
    );
    let invalid = (
        "InvalidRequestException",
        400,
        "client",
        &[][..],
        &["message"][..],
    );
    assert_eq!(
        violated(&krate(&failing(&[reason, invalid]))),
        Some(("InvalidRequestException", false, Some("message")))
    );
    // Of one rank, the one that sorts first, whatever their order.
    let value = (
        "InvalidParameterValueException",
        400,
        "client",
        &[][..],
        &["Message"][..],
    );
    let plain = (
        "InvalidParameterException",
        400,
        "client",
        &[][..],
        &["Message"][..],
    );
    for errors in [[value, plain], [plain, value]] {
        assert_eq!(
            violated(&krate(&failing(&errors))),
            Some(("InvalidParameterException", false, Some("message")))
        );
    }
    // The only one that there is, if its status is right.
    let odd = ("WrongException", 400, "client", &[][..], &[][..]);
    let server = ("BrokenException", 400, "server", &[][..], &[][..]);
    assert_eq!(
        violated(&krate(&failing(&[server, odd]))),
        Some(("WrongException", false, None))
    );
    let other = ("EvilException", 400, "client", &[][..], &[][..]);
    let text = failing(&[other, odd]);
    let (krate, warnings) = lowered(&text, &Settings::new("jobs")).unwrap();
    assert_eq!(violated(&krate), None);
    let told: Vec<&str> = warnings.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "violations become a ValidationException of the framework in Put: no client error with the status 400 there \
          can be made from a message alone"
        ]
    );
}

#[test]
fn settings_override_the_error_of_violations() {
    let text = failing(&[
        ("ValidationException", 400, "client", &[], &["message"]),
        ("WrongException", 422, "client", &[], &["message"]),
        ("HardException", 400, "client", &["reason"], &[]),
    ]);
    let setting = |name: &str| Setting::unplaced(name);
    let mut settings = Settings::new("jobs");
    settings.validation_errors = vec![(setting("Put"), setting("WrongException"))];
    let (krate, _) = lowered(&text, &settings).unwrap();
    assert_eq!(
        violated(&krate),
        Some(("WrongException", false, Some("message")))
    );

    settings.validation_errors.clear();
    settings.validation_error = Some(setting("WrongException"));
    let (krate, _) = lowered(&text, &settings).unwrap();
    assert_eq!(
        violated(&krate),
        Some(("WrongException", false, Some("message")))
    );

    settings.validation_error = Some(setting("WrongExceptions"));
    settings.validation_errors = vec![
        (setting("Put"), setting("HardException")),
        (setting("Putt"), setting("WrongException")),
    ];
    let told: Vec<String> = errors(&text, &settings)
        .into_iter()
        .map(|(_, message)| message)
        .collect();
    assert_eq!(
        told,
        [
            "violations cannot become HardException: it requires more than a message",
            "there is no operation \"Putt\"",
            "there is no error \"WrongExceptions\"",
        ]
    );
}

#[test]
fn the_frameworks_own_error_lists_the_violations() {
    let text = model(
        &["Put"],
        r#""ns#Put": {"type": "operation", "input": {"target": "ns#PutInput"},
            "errors": [{"target": "ns#InvalidRequestException"}, {"target": "smithy.framework#ValidationException"}],
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/put"}}},
        "ns#PutInput": {"type": "structure", "members": {"a": {"target": "smithy.api#String"}}},
        "ns#InvalidRequestException": {"type": "structure", "members": {}, "traits": {"smithy.api#error": "client"}},
        "smithy.framework#ValidationException": {"type": "structure", "members": {
            "message": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
            "fieldList": {"target": "smithy.framework#ValidationExceptionFieldList"}},
            "traits": {"smithy.api#error": "client", "smithy.api#httpError": 400}},
        "smithy.framework#ValidationExceptionFieldList": {"type": "list",
            "member": {"target": "smithy.framework#ValidationExceptionField"}},
        "smithy.framework#ValidationExceptionField": {"type": "structure", "members": {
            "path": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
            "message": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}}}}"#,
    );
    let Violated::Modelled {
        error,
        message_required,
        field_list,
        ..
    } = &krate(&text).operations[0].violated
    else {
        panic!("modelled");
    };
    assert_eq!(
        (error.name.as_str(), *message_required),
        ("ValidationException", true)
    );
    let (setter, item) = field_list.clone().unwrap();
    assert_eq!(
        (setter.as_str(), item.name.as_str()),
        ("field_list", "ValidationExceptionField")
    );
}

#[test]
fn names_of_the_service_and_the_table_of_names() {
    let text = model(
        &["PutThing"],
        r#""ns#PutThing": {"type": "operation", "input": {"target": "ns#PutThingRequest"},
            "output": {"target": "ns#Thing"}, "traits": {"smithy.api#http": {"method": "POST", "uri": "/put"}}},
        "ns#PutThingRequest": {"type": "structure", "members": {"type": {"target": "smithy.api#String"}}},
        "ns#Thing": {"type": "structure", "members": {"parts": {"target": "ns#PutThingOutput"}}},
        "ns#PutThingOutput": {"type": "structure", "members": {"JobId": {"target": "smithy.api#String"},
            "jobId": {"target": "smithy.api#String"}}}"#,
    );
    let krate = krate(&text);
    assert_eq!(krate.title, "IoT Jobs");
    assert_eq!(krate.client.as_ref().unwrap().service, "IoT Jobs");
    assert_eq!(krate.server.as_ref().unwrap().name, "IotJobs");
    assert_eq!(krate.origin, "model.json");
    let rows: Vec<String> = krate
        .names
        .iter()
        .map(|name| format!("{} -> {} {:?}", name.modelled, name.rust, name.rules))
        .collect();
    assert_eq!(
        rows,
        [
            "Jobs -> server::IotJobs []",
            "PutThing -> Client::put_thing []",
            "PutThingRequest -> operation::PutThingInput []",
            "PutThingRequest$type -> operation::PutThingInput::r#type [\"keyword\"]",
            "Thing -> operation::PutThingOutput []",
            "Thing$parts -> operation::PutThingOutput::parts []",
            // Another module, so another scope: it keeps its name.
            "PutThingOutput -> types::PutThingOutput []",
            "PutThingOutput$JobId -> types::PutThingOutput::job_id []",
            "PutThingOutput$jobId -> types::PutThingOutput::job_id_2 [\"collision\"]",
        ]
    );
}

#[test]
fn files_never_meet_a_keyword_a_type_or_each_other() {
    let krate = krate(&types(
        r#""ns#Thing": {"type": "structure", "members": {
            "a": {"target": "ns#Type"}, "b": {"target": "ns#Mod"}, "c": {"target": "ns#Aux"},
            "d": {"target": "ns#Option"}, "e": {"target": "ns#_23"}}},
        "ns#_23": {"type": "structure", "members": {}},
        "ns#Type": {"type": "structure", "members": {}},
        "ns#Mod": {"type": "structure", "members": {}},
        "ns#Aux": {"type": "structure", "members": {}},
        "ns#Option": {"type": "structure", "members": {}}"#,
    ));
    let files: Vec<(&str, &str)> = krate
        .types
        .iter()
        .filter_map(|definition| match definition {
            Definition::Structure(structure) => {
                Some((structure.path.name.as_str(), structure.file.as_str()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        files,
        [
            ("Thing", "thing"),
            ("_23", "_23_"),
            ("Type", "type_"),
            ("Mod", "mod_"),
            ("Aux", "aux_"),
            ("Option_", "option")
        ]
    );
}

#[test]
fn documentation_links_to_types() {
    let krate = krate(&types(
        r#""ns#Thing": {"type": "structure", "members": {
            "a": {"target": "smithy.api#String", "traits": {"smithy.api#deprecated": {"message": "Use b."},
                "smithy.api#documentation": "<p>Of a <code>Thing</code>, see <a>Put</a> or <code>Nothing</code>.</p>"}}}}"#,
    ));
    let a = field(structure(&krate, "Thing"), "a");
    assert_eq!(
        a.docs.join(" "),
        "Of a [`Thing`](crate::types::Thing), see [`Put`](crate::operation::PutInput) or `Nothing`."
    );
    assert_eq!(
        a.deprecated.as_ref().unwrap().note.as_deref(),
        Some("Use b.")
    );
}

#[test]
fn protocols() {
    let with = |protocols: &str| {
        format!(
            r#"{{"smithy": "2.0", "shapes": {{"ns#S": {{"type": "service", "version": "1", "traits": {{{protocols}}},
                "operations": [{{"target": "ns#Put"}}]}},
            "ns#Put": {{"type": "operation", "input": {{"target": "ns#In"}},
                "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/a/{{a}}"}}}}}},
            "ns#In": {{"type": "structure", "members": {{"a": {{"target": "smithy.api#String",
                "traits": {{"smithy.api#httpLabel": {{}}, "smithy.api#required": {{}}}}}}}}}}}}}}"#
        )
    };
    let query = with(r#""aws.protocols#awsQuery": {}"#);
    let mut settings = Settings::new("jobs");
    assert_eq!(
        errors(&query, &settings),
        [(
            "ns#S".to_owned(),
            "protocol aws.protocols#awsQuery is not supported yet".to_owned()
        )]
    );
    let none = errors(&with(""), &settings);
    assert_eq!(
        none,
        [(
            "ns#S".to_owned(),
            "the service names no protocol".to_owned()
        )]
    );
    // Of several the first that is supported counts, or the one that is asked for.
    let both = with(r#""aws.protocols#awsQuery": {}, "aws.protocols#restJson1": {}"#);
    assert_eq!(krate(&both).protocol.as_deref(), Some("RestJson1"));
    settings.protocol = Some(Setting::unplaced("awsQuery"));
    assert_eq!(
        errors(&both, &settings)[0].1,
        "protocol aws.protocols#awsQuery is not supported yet"
    );
    settings.protocol = Some(Setting::unplaced("awsQuerry"));
    assert_eq!(
        errors(&both, &settings)[0].1,
        "there is no protocol \"awsQuerry\""
    );
    // Types need none.
    let mut settings = Settings::new("jobs");
    settings.sides = Sides::TYPES;
    let (krate, _) = lowered(&query, &settings).unwrap();
    assert_eq!((&krate.protocol, krate.operations.len()), (&None, 1));
    assert!(krate.client.is_none() && krate.server.is_none());
    assert!(krate.operations[0].request.path.is_empty());
}

#[test]
fn a_model_without_a_service_has_types() {
    let text = r#"{"smithy": "2.0", "shapes": {"ns#Thing": {"type": "structure", "members": {
        "a": {"target": "ns#Name"}}}, "ns#Name": {"type": "string", "traits": {"smithy.api#length": {"min": 1}}}}}"#;
    let mut settings = Settings::new("things");
    settings.sides = Sides::TYPES;
    let (krate, _) = lowered(text, &settings).unwrap();
    assert_eq!(krate.title, "things");
    // Nobody knows what will be validated, so everything can be.
    assert_eq!(
        structure(&krate, "Thing").fields[0]
            .schema
            .constraints
            .as_deref(),
        Some("NAME")
    );
}

#[test]
fn operations_with_event_streams_are_named() {
    let text = model(
        &["Put", "Listen"],
        r#""ns#Put": {"type": "operation", "traits": {"smithy.api#http": {"method": "POST", "uri": "/put"}}},
        "ns#Listen": {"type": "operation", "output": {"target": "ns#Heard"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/listen"}}},
        "ns#Heard": {"type": "structure", "members": {"events": {"target": "ns#Events",
            "traits": {"smithy.api#httpPayload": {}}}}},
        "ns#Events": {"type": "union", "members": {"a": {"target": "ns#Event"}},
            "traits": {"smithy.api#streaming": {}}},
        "ns#Event": {"type": "structure", "members": {}}"#,
    );
    let krate = krate(&text);
    let left_out: Vec<(&str, &str)> = krate
        .left_out
        .iter()
        .map(|l| (l.modelled.as_str(), l.reason.as_str()))
        .collect();
    assert_eq!(left_out, [("Listen", "an event stream")]);
    assert_eq!(krate.operations.len(), 1);
    assert!(krate.types.is_empty());
}

#[test]
fn renamed_errors_keep_their_name_on_the_wire() {
    let mut settings = Settings::new("jobs");
    settings.rename = vec![(Setting::unplaced("ns#Bad"), Setting::unplaced("Worse"))];
    let (krate, _) = lowered(&failing(&[("Bad", 400, "client", &[], &[])]), &settings).unwrap();
    let error = &krate.errors[0];
    assert_eq!(
        (error.path.name.as_str(), error.modelled.as_str()),
        ("Worse", "Bad")
    );
    assert_eq!(error.error.as_ref().unwrap().code, "Bad");
    let variant = &krate.operations[0].error.variants[0];
    assert_eq!(
        (variant.name.as_str(), variant.code.as_str()),
        ("Worse", "Bad")
    );
}

#[test]
fn errors_of_all_stages_are_told_at_once() {
    let text = types(
        r#""ns#Thing": {"type": "structure", "members": {
            "lost": {"target": "ns#Lost"}, "name": {"target": "ns#Name"}, "---": {"target": "ns#Name"},
            "loop": {"target": "ns#Loop"}}},
        "ns#Loop": {"type": "list", "member": {"target": "ns#Loop"}},
        "ns#Name": {"type": "string", "traits": {"smithy.api#pattern": "("}}"#,
    );
    let mut settings = Settings::new("jobs");
    settings.operations = Some(vec![Setting::unplaced("Put"), Setting::unplaced("Pat")]);
    let subjects: Vec<String> = errors(&text, &settings)
        .into_iter()
        .map(|(subject, _)| subject)
        .collect();
    assert_eq!(
        subjects,
        ["ns#Thing$lost", "ns#Thing$---", "ns#Loop", "", "ns#Name"]
    );
}

#[test]
fn names_that_no_crate_can_have() {
    let text = types(r#""ns#Thing": {"type": "structure", "members": {}}"#);
    for name in [
        "mut", "Self", "std", "tinsmith", "", "-", "9a", "a b", "../x", "\u{fc}",
    ] {
        let told = errors(&text, &Settings::new(name));
        assert_eq!(told[0].1, format!("a crate cannot be called {name:?}"));
    }
    for name in ["iot-jobs-data", "mut-able", "a_b", "x2"] {
        assert!(lowered(&text, &Settings::new(name)).is_ok(), "{name}");
    }
}
