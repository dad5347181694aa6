use super::*;
use crate::model::{
    Auth, AwsQueryCompatible, AwsQueryError, AwsService, Deprecated, Documentation, Endpoint,
    EnumValue, Error, Http, HttpBearerAuth, HttpChecksumRequired, HttpError, HttpHeader, HttpLabel,
    HttpPayload, HttpPrefixHeaders, HttpQuery, HttpQueryParams, HttpResponseCode, IdempotencyToken,
    Idempotent, JsonName, Length, MediaType, Number, Paginated, Pattern, Protocol, Protocols,
    Range, Readonly, RequestCompression, RequiresLength, Retryable, Sensitive, SigV4, Sparse,
    Streaming, TimestampFormat, Title, UnsignedPayload, Value,
};

const REST: &str = r#""protocol": "rest-json", "serviceId": "Test""#;

/// A document with these operations and shapes.
fn document(metadata: &str, operations: &str, shapes: &str) -> String {
    format!(
        r#"{{"metadata": {{{metadata}}}, "operations": {{{operations}}}, "shapes": {{{shapes}}}}}"#
    )
}

fn shapes(shapes: &str) -> Model {
    sound(&[&document(REST, "", shapes)])
}

fn kind(model: &Model, name: &str) -> &'static str {
    shape(model, &format!("com.amazonaws.test#{name}"))
        .kind
        .name()
}

#[test]
fn metadata_becomes_the_service() {
    let metadata = r#"
        "apiVersion": "2017-09-29", "endpointPrefix": "data.jobs.iot", "protocol": "rest-json",
        "protocols": ["rest-json", "smithy-rpc-v2-cbor", "json", "query"], "jsonVersion": "1.1",
        "targetPrefix": "Jobs_2017", "serviceFullName": "AWS IoT Jobs Data Plane",
        "serviceId": "IoT Jobs Data Plane", "signatureVersion": "v4", "signingName": "iot-jobs-data",
        "uid": "iot-jobs-data-2017-09-29", "auth": ["aws.auth#sigv4"], "globalEndpoint": "iot.example.com",
        "awsQueryCompatible": {}, "protocolSettings": {"h2": "optional"}"#;
    let text = format!(
        r#"{{"version": "2.0", "metadata": {{{metadata}}}, "operations": {{}}, "shapes": {{}},
           "documentation": "<p>Jobs</p>", "deprecated": true, "deprecatedMessage": "gone", "examples": {{}}}}"#
    );
    let model = sound(&[&text]);
    let (shape, service) = service(&model);
    assert_eq!(
        shape.id.as_str(),
        "com.amazonaws.iotjobsdataplane#IoTJobsDataPlane"
    );
    assert_eq!(service.version, "2017-09-29");
    let traits = &shape.traits;
    let protocol = |id: &str, target: Option<&str>| Protocol {
        id: id.to_owned(),
        target: target.map(str::to_owned),
    };
    assert_eq!(
        the::<Protocols>(traits).0,
        [
            protocol("aws.protocols#restJson1", None),
            protocol("smithy.protocols#rpcv2Cbor", Some("Jobs_2017")),
            protocol("aws.protocols#awsJson1_1", Some("Jobs_2017")),
            protocol("aws.protocols#awsQuery", None),
        ]
    );
    assert_eq!(the::<Title>(traits).0, "AWS IoT Jobs Data Plane");
    assert_eq!(the::<SigV4>(traits).name, "iot-jobs-data");
    assert_eq!(the::<Auth>(traits).0, ["aws.auth#sigv4"]);
    assert!(traits.has::<AwsQueryCompatible>());
    assert_eq!(the::<Documentation>(traits).0, "<p>Jobs</p>");
    assert_eq!(the::<Deprecated>(traits).message.as_deref(), Some("gone"));
    assert_eq!(
        *the::<AwsService>(traits),
        AwsService {
            sdk_id: "IoT Jobs Data Plane".to_owned(),
            endpoint_prefix: Some("data.jobs.iot".to_owned()),
            global_endpoint: Some("iot.example.com".to_owned()),
        }
    );
    assert_eq!(
        traits.unread("c2j#uid"),
        Some(&Value::String("iot-jobs-data-2017-09-29".to_owned()))
    );
    assert!(traits.unread("c2j#protocolSettings").is_some());
    assert!(traits.unread("c2j#examples").is_some());
}

#[test]
fn signatures_that_are_not_version_4_are_kept() {
    let signed = |version: &str| {
        let metadata = format!(r#"{REST}, "endpointPrefix": "t", "signatureVersion": "{version}""#);
        let model = sound(&[&document(&metadata, "", "")]);
        let traits = service(&model).0.traits.clone();
        (
            traits.has::<SigV4>(),
            traits.unread("c2j#signatureVersion").is_some(),
        )
    };
    assert_eq!(signed("v4"), (true, false));
    assert_eq!(signed("s3v4"), (true, true));
    assert_eq!(signed("v2"), (false, true));
    assert_eq!(signed("bearer"), (false, false));
    let metadata = format!(r#"{REST}, "signatureVersion": "bearer""#);
    let model = sound(&[&document(&metadata, "", "")]);
    assert!(service(&model).0.traits.has::<HttpBearerAuth>());
}

#[test]
fn protocols_that_nobody_knows_are_kept_by_name() {
    let model = sound(&[&document(
        r#""protocol": "carrier-pigeon", "serviceId": "Test""#,
        "",
        "",
    )]);
    assert_eq!(
        the::<Protocols>(&service(&model).0.traits).0[0].id,
        "c2j#carrier-pigeon"
    );
}

#[test]
fn every_type_is_read() {
    let model = shapes(
        r#""Str": {"type": "string"}, "Ch": {"type": "character"}, "Bool": {"type": "boolean"}, "B": {"type": "byte"},
           "Sh": {"type": "short"}, "I": {"type": "integer"}, "L": {"type": "long"}, "F": {"type": "float"},
           "D": {"type": "double"}, "BI": {"type": "biginteger"}, "BD": {"type": "bigdecimal"}, "T": {"type": "timestamp"},
           "Bl": {"type": "blob"}, "Li": {"type": "list", "member": {"shape": "Str", "locationName": "item"}},
           "M": {"type": "map", "key": {"shape": "Str"}, "value": {"shape": "I"}},
           "S": {"type": "structure", "members": {}}, "U": {"type": "structure", "members": {"a": {"shape": "I"}}, "union": true},
           "E": {"type": "structure", "members": {"a": {"shape": "I"}}, "eventstream": true},
           "Doc": {"type": "structure", "members": {}, "document": true}, "En": {"type": "string", "enum": ["a", "b"]},
           "Empty": {"type": "string", "enum": []}"#,
    );
    for (name, expected) in [
        ("Str", "string"),
        ("Ch", "string"),
        ("Bool", "boolean"),
        ("B", "byte"),
        ("Sh", "short"),
        ("I", "integer"),
        ("L", "long"),
        ("F", "float"),
        ("D", "double"),
        ("BI", "bigInteger"),
        ("BD", "bigDecimal"),
        ("T", "timestamp"),
        ("Bl", "blob"),
        ("Li", "list"),
        ("M", "map"),
        ("S", "structure"),
        ("U", "union"),
        ("E", "union"),
        ("Doc", "document"),
        ("En", "enum"),
        ("Empty", "string"),
    ] {
        assert_eq!(kind(&model, name), expected, "{name}");
    }
    let traits = |name: &str| &shape(&model, &format!("com.amazonaws.test#{name}")).traits;
    assert!(traits("E").has::<Streaming>());
    assert!(!traits("U").has::<Streaming>());
    assert_eq!(
        *the::<Length>(traits("Ch")),
        Length {
            min: Some(1),
            max: Some(1)
        }
    );
    // Enum members lead to the unit shape, which nobody wrote down.
    assert_eq!(shape(&model, "smithy.api#Unit").kind.name(), "structure");
    let item = member(&model, "com.amazonaws.test#Li", "member");
    assert!(item.traits.unread("c2j#locationName").is_some());
    assert!(!item.traits.has::<JsonName>());
}

#[test]
fn enum_values_are_members() {
    let model =
        shapes(r#""En": {"type": "string", "enum": ["b-2", "a"], "min": 1, "sensitive": true}"#);
    let shape = shape(&model, "com.amazonaws.test#En");
    let values: Vec<_> = shape
        .kind
        .members()
        .map(|member| {
            (
                member.name.as_str(),
                &the::<EnumValue>(&member.traits).0,
                &*member.at.pointer,
            )
        })
        .collect();
    assert_eq!(
        values,
        [
            ("b-2", &Value::String("b-2".to_owned()), "/shapes/En/enum/0"),
            ("a", &Value::String("a".to_owned()), "/shapes/En/enum/1"),
        ]
    );
    assert!(shape.traits.has::<Sensitive>());
    assert_eq!(the::<Length>(&shape.traits).min, Some(1));
}

#[test]
fn constraints_are_read_with_half_open_bounds_and_exact_numbers() {
    let model = shapes(
        r#""S": {"type": "string", "max": 128, "pattern": "[a-z]+"}, "L": {"type": "list", "member": {"shape": "S"}, "min": 2},
           "M": {"type": "map", "key": {"shape": "S"}, "value": {"shape": "S"}, "min": 0, "max": 5},
           "B": {"type": "blob", "max": 9}, "I": {"type": "long", "max": 9223372036854775807},
           "D": {"type": "double", "min": 0.1, "max": 1e400}"#,
    );
    let traits = |name: &str| &shape(&model, &format!("com.amazonaws.test#{name}")).traits;
    assert_eq!(
        *the::<Length>(traits("S")),
        Length {
            min: None,
            max: Some(128)
        }
    );
    assert_eq!(
        *the::<Length>(traits("L")),
        Length {
            min: Some(2),
            max: None
        }
    );
    assert_eq!(
        *the::<Length>(traits("M")),
        Length {
            min: Some(0),
            max: Some(5)
        }
    );
    assert_eq!(
        *the::<Length>(traits("B")),
        Length {
            min: None,
            max: Some(9)
        }
    );
    assert_eq!(
        *the::<Range>(traits("I")),
        Range {
            min: None,
            max: Some(Number::Integer(i64::MAX.into()))
        }
    );
    assert_eq!(
        *the::<Range>(traits("D")),
        Range {
            min: Some(Number::Decimal("0.1".to_owned())),
            max: Some(Number::Decimal("1e400".to_owned())),
        }
    );
    // The whole string has to match; messages say what the model says.
    let pattern = the::<Pattern>(traits("S"));
    assert_eq!(
        (pattern.regex.as_str(), pattern.modelled.as_str()),
        ("^(?:[a-z]+)$", "[a-z]+")
    );
    assert_eq!(
        &*traits("S").at::<Pattern>().unwrap().pointer,
        "/shapes/S/pattern"
    );
}

#[test]
fn members_of_requests_and_responses_are_bound() {
    let model = sound(&[&document(
        REST,
        r#""Get": {"name": "Get", "http": {"method": "GET", "requestUri": "/a/{Thing-Id}/{Key+}?list=x"},
                   "input": {"shape": "In"}, "output": {"shape": "Out"}}"#,
        r#""S": {"type": "string"}, "I": {"type": "integer"}, "B": {"type": "blob", "streaming": true, "requiresLength": true},
           "M": {"type": "map", "key": {"shape": "S"}, "value": {"shape": "S"}},
           "In": {"type": "structure", "required": ["id", "Key"], "payload": "body", "members": {
                "id": {"shape": "S", "location": "uri", "locationName": "Thing-Id"},
                "Key": {"shape": "S", "location": "uri"},
                "q": {"shape": "S", "location": "querystring", "locationName": "max-results"},
                "all": {"shape": "M", "location": "querystring", "locationName": "ignored"},
                "h": {"shape": "S", "location": "header", "locationName": "X-H", "jsonvalue": true},
                "meta": {"shape": "M", "location": "headers", "locationName": "x-meta-"},
                "every": {"shape": "M", "location": "headers"},
                "body": {"shape": "B"},
                "json": {"shape": "S", "locationName": "Json"},
                "same": {"shape": "S", "locationName": "same"},
                "token": {"shape": "S", "idempotencyToken": true, "hostLabel": true, "sensitive": true},
                "when": {"shape": "S", "timestampFormat": "rfc822"}}},
           "Out": {"type": "structure", "members": {"code": {"shape": "I", "location": "statusCode"}}}"#,
    )]);
    let traits = |name: &str| &member(&model, "com.amazonaws.test#In", name).traits;
    assert_eq!(
        ids(traits("id")),
        ["smithy.api#httpLabel", "smithy.api#required"]
    );
    assert!(traits("Key").has::<HttpLabel>());
    assert_eq!(the::<HttpQuery>(traits("q")).0, "max-results");
    assert_eq!(ids(traits("all")), ["smithy.api#httpQueryParams"]);
    assert!(traits("all").has::<HttpQueryParams>());
    assert_eq!(the::<HttpHeader>(traits("h")).0, "X-H");
    assert_eq!(the::<MediaType>(traits("h")).0, "application/json");
    assert_eq!(the::<HttpPrefixHeaders>(traits("meta")).0, "x-meta-");
    assert_eq!(the::<HttpPrefixHeaders>(traits("every")).0, "");
    assert!(traits("body").has::<HttpPayload>());
    assert_eq!(the::<JsonName>(traits("json")).0, "Json");
    assert!(ids(traits("same")).is_empty());
    assert!(traits("token").has::<IdempotencyToken>());
    assert_eq!(
        *the::<TimestampFormat>(traits("when")),
        TimestampFormat::HttpDate
    );
    let code = member(&model, "com.amazonaws.test#Out", "code");
    assert!(code.traits.has::<HttpResponseCode>());
    let blob = shape(&model, "com.amazonaws.test#B");
    assert!(blob.traits.has::<Streaming>() && blob.traits.has::<RequiresLength>());
    // The label is called as its member is: in C2J it has a name of its own, which is not on the wire.
    let http = the::<Http>(&shape(&model, "com.amazonaws.test#Get").traits);
    assert_eq!(
        *http,
        Http {
            method: "GET".to_owned(),
            uri: "/a/{id}/{Key+}?list=x".to_owned(),
            code: 200,
        }
    );
}

#[test]
fn timestamp_formats() {
    let model = shapes(
        r#""A": {"type": "timestamp", "timestampFormat": "iso8601"}, "B": {"type": "timestamp", "timestampFormat": "unixTimestamp"}"#,
    );
    let format = |name: &str| {
        *the::<TimestampFormat>(&shape(&model, &format!("com.amazonaws.test#{name}")).traits)
    };
    assert_eq!(
        (format("A"), format("B")),
        (TimestampFormat::DateTime, TimestampFormat::EpochSeconds)
    );
}

#[test]
fn operations_keep_what_they_say() {
    let model = sound(&[&document(
        REST,
        r#""Do": {"name": "Do2020", "http": {"method": "POST", "requestUri": "/", "responseCode": 202},
                  "documentation": "<p>Does</p>", "idempotent": true, "readonly": true, "deprecated": true,
                  "deprecatedSince": "2024", "endpoint": {"hostPrefix": "{Account}."}, "httpChecksumRequired": true,
                  "httpChecksum": {"requestChecksumRequired": true}, "requestcompression": {"encodings": ["gzip"]},
                  "unsignedPayload": true, "auth": ["smithy.api#noAuth"], "authtype": "none", "endpointoperation": true,
                  "input": {"shape": "S", "locationName": "x", "xmlNamespace": {"uri": "u"}}},
           "Old": {"authtype": "none"}, "Body": {"authtype": "v4-unsigned-body"}, "Odd": {"authtype": "custom"}"#,
        r#""S": {"type": "structure", "members": {}}"#,
    )]);
    let shape_of = |name: &str| shape(&model, &format!("com.amazonaws.test#{name}"));
    let traits = &shape_of("Do").traits;
    assert_eq!(the::<Http>(traits).code, 202);
    assert!(
        traits.has::<Idempotent>()
            && traits.has::<Readonly>()
            && traits.has::<HttpChecksumRequired>()
    );
    assert_eq!(the::<Deprecated>(traits).since.as_deref(), Some("2024"));
    assert_eq!(the::<Endpoint>(traits).host_prefix, "{Account}.");
    assert_eq!(the::<RequestCompression>(traits).encodings, ["gzip"]);
    assert_eq!(the::<Auth>(traits).0, ["smithy.api#noAuth"]);
    assert!(traits.has::<UnsignedPayload>());
    for kept in [
        "c2j#name",
        "c2j#input.locationName",
        "c2j#input.xmlNamespace",
        "aws.protocols#httpChecksum",
        "c2j#endpointoperation",
    ] {
        assert!(traits.unread(kept).is_some(), "{kept}");
    }
    let operation = operation(&model, "com.amazonaws.test#Do");
    assert_eq!(operation.input.as_ref().unwrap().target.name(), "S");
    assert!(operation.output.is_none());
    assert_eq!(
        the::<Auth>(&shape_of("Old").traits).0,
        ["smithy.api#noAuth"]
    );
    assert!(shape_of("Body").traits.has::<UnsignedPayload>());
    assert!(shape_of("Odd").traits.unread("c2j#authtype").is_some());
    let names: Vec<_> = service(&model)
        .1
        .operations
        .iter()
        .map(|o| o.target.name())
        .collect();
    assert_eq!(names, ["Do", "Old", "Body", "Odd"]);
}

#[test]
fn only_protocols_that_know_http_have_http_bindings() {
    let operations = r#""A": {"http": {"method": "POST", "requestUri": "/"}}, "B": {"http": {"method": "POST", "requestUri": "/?x=B"}}"#;
    let model = sound(&[&document(
        r#""protocol": "json", "serviceId": "Test""#,
        operations,
        "",
    )]);
    let traits = |name: &str| &shape(&model, &format!("com.amazonaws.test#{name}")).traits;
    assert!(!traits("A").has::<Http>() && traits("A").unread("c2j#http").is_none());
    assert!(!traits("B").has::<Http>() && traits("B").unread("c2j#http").is_some());
}

#[test]
fn location_names_of_xml_are_kept() {
    let model = sound(&[&document(
        r#""protocol": "ec2", "serviceId": "Test""#,
        "",
        r#""S": {"type": "structure", "members": {"Id": {"shape": "T", "locationName": "id", "queryName": "ID"}}, "wrapper": true}, "T": {"type": "string"}"#,
    )]);
    let traits = &member(&model, "com.amazonaws.test#S", "Id").traits;
    assert_eq!(ids(traits), ["c2j#locationName", "c2j#queryName"]);
    assert_eq!(
        ids(&shape(&model, "com.amazonaws.test#S").traits),
        ["c2j#wrapper"]
    );
}

#[test]
fn errors_have_fault_status_and_code() {
    let model = sound(&[&document(
        REST,
        r#""Do": {"errors": [{"shape": "Plain", "documentation": "<p>404</p>"}, {"shape": "Inline", "exception": true,
            "error": {"httpStatusCode": 409, "code": "Other"}}, {"shape": "Plain"}]}"#,
        r#""Plain": {"type": "structure", "members": {}, "exception": true},
           "Inline": {"type": "structure", "members": {}},
           "Missing": {"type": "structure", "members": {}, "exception": true,
                "error": {"httpStatusCode": 404, "senderFault": true, "code": "Missing"}, "retryable": {"throttling": true}},
           "Broken": {"type": "structure", "members": {}, "exception": true, "fault": true},
           "Busy": {"type": "structure", "members": {}, "error": {"httpStatusCode": 503, "code": "SlowDown"}},
           "Theirs": {"type": "structure", "members": {}, "exception": true, "error": {"fault": true, "extra": 1}}"#,
    )]);
    let traits = |name: &str| &shape(&model, &format!("com.amazonaws.test#{name}")).traits;
    assert_eq!(*the::<Error>(traits("Plain")), Error::Client);
    assert_eq!(*the::<Error>(traits("Missing")), Error::Client);
    assert_eq!(the::<HttpError>(traits("Missing")).0, 404);
    assert!(!traits("Missing").has::<AwsQueryError>());
    assert!(the::<Retryable>(traits("Missing")).throttling);
    assert_eq!(*the::<Error>(traits("Broken")), Error::Server);
    assert_eq!(*the::<Error>(traits("Busy")), Error::Server);
    let code = |code: &str, status| AwsQueryError {
        code: code.to_owned(),
        status,
    };
    assert_eq!(*the::<AwsQueryError>(traits("Busy")), code("SlowDown", 503));
    assert_eq!(*the::<Error>(traits("Theirs")), Error::Server);
    assert!(traits("Theirs").unread("c2j#error.extra").is_some());
    // Old models say it where the operation names the error.
    assert_eq!(*the::<AwsQueryError>(traits("Inline")), code("Other", 409));
    assert_eq!(the::<HttpError>(traits("Inline")).0, 409);
    let errors: Vec<_> = operation(&model, "com.amazonaws.test#Do")
        .errors
        .iter()
        .map(|e| e.target.name())
        .collect();
    assert_eq!(errors, ["Plain", "Inline"]);
    assert!(
        traits("Do")
            .unread("c2j#errors")
            .unwrap()
            .get("Plain")
            .is_some()
    );
}

#[test]
fn shapes_make_room_for_operations_and_the_service_for_both() {
    let model = sound(&[&document(
        REST,
        r#""Stop": {"input": {"shape": "Stop"}}, "TestService": {}"#,
        r#""Stop": {"type": "structure", "members": {"again": {"shape": "Stop_"}}}, "Stop_": {"type": "boolean"}, "Test": {"type": "string"}"#,
    )]);
    assert_eq!(
        shape(&model, "com.amazonaws.test#Stop").kind.name(),
        "operation"
    );
    assert_eq!(
        operation(&model, "com.amazonaws.test#Stop")
            .input
            .as_ref()
            .unwrap()
            .target
            .name(),
        "Stop__"
    );
    assert_eq!(
        member(&model, "com.amazonaws.test#Stop__", "again")
            .target
            .name(),
        "Stop_"
    );
    assert_eq!(service(&model).0.id.name(), "TestServiceService");
}

#[test]
fn flags_that_are_false_say_nothing() {
    let model = shapes(
        r#""S": {"type": "structure", "members": {"a": {"shape": "T", "idempotencyToken": false}}, "exception": false, "deprecated": false},
           "T": {"type": "list", "member": {"shape": "S"}, "sparse": true, "sensitive": false}"#,
    );
    assert!(ids(&shape(&model, "com.amazonaws.test#S").traits).is_empty());
    assert!(ids(&member(&model, "com.amazonaws.test#S", "a").traits).is_empty());
    assert_eq!(
        ids(&shape(&model, "com.amazonaws.test#T").traits),
        ["smithy.api#sparse"]
    );
    assert!(shape(&model, "com.amazonaws.test#T").traits.has::<Sparse>());
}

#[test]
fn hostile_text_stays_text() {
    let evil = r##"*/ \"; } #![feature(x)] ]] \\u{0} \n//! {}"##;
    let model = shapes(&format!(
        r#""S": {{"type": "structure", "members": {{"{evil}": {{"shape": "E", "documentation": "{evil}"}}}}}},
           "E": {{"type": "string", "enum": ["{evil}"], "pattern": "{evil}"}}"#
    ));
    let text = evil
        .replace("\\\"", "\"")
        .replace("\\n", "\n")
        .replace("\\\\", "\\");
    let member = member(&model, "com.amazonaws.test#S", &text);
    assert_eq!(the::<Documentation>(&member.traits).0, text);
    let shape = shape(&model, "com.amazonaws.test#E");
    assert_eq!(the::<Pattern>(&shape.traits).modelled, text);
    assert_eq!(shape.kind.members().next().unwrap().name, text);
}

#[test]
fn what_cannot_be_read_is_told_all_at_once() {
    let told = told(&[&document(
        REST,
        r#""A": {"http": {"method": "GET"}}, "B": 7, "C": {"input": {}}, "D": {"errors": [{}], "http": {"method": "GET", "requestUri": "/", "responseCode": 99999}}"#,
        r#""NoType": {}, "Odd": {"type": "strng"}, "List": {"type": "list"}, "Map": {"type": "map", "key": {"shape": "Odd"}},
           "S": {"type": "structure", "members": {"text": "String", "none": {}, "where": {"shape": "X", "location": "cookie"},
                 "when": {"shape": "X", "timestampFormat": "stardate"}}, "required": ["gone", 1], "payload": "lost"},
           "Len": {"type": "string", "min": -1, "max": 1.5}, "Num": {"type": "integer", "min": "x"},
           "Flag": {"type": "string", "sensitive": "yes"}, "Err": {"type": "structure", "error": {"httpStatusCode": "x"}}"#,
    )]);
    let ns = |name: &str| format!("com.amazonaws.test#{name}");
    let expected = [
        ("NoType", "/shapes/NoType", "the shape has no type"),
        ("Odd", "/shapes/Odd/type", "unknown type \"strng\""),
        ("List$member", "/shapes/List", "\"member\" is missing"),
        ("Map$value", "/shapes/Map", "\"value\" is missing"),
        (
            "S$text",
            "/shapes/S/members/text",
            "the member \"text\" is a string",
        ),
        (
            "S$none",
            "/shapes/S/members/none",
            "the member \"none\" names no shape",
        ),
        (
            "S$where",
            "/shapes/S/members/where/location",
            "unknown location \"cookie\"",
        ),
        (
            "S$when",
            "/shapes/S/members/when/timestampFormat",
            "unknown timestamp format \"stardate\"",
        ),
        (
            "S",
            "/shapes/S/required/0",
            "`required` names \"gone\", which is no member of this structure",
        ),
        (
            "S",
            "/shapes/S/required/1",
            "expected a string, found the number 1",
        ),
        (
            "S",
            "/shapes/S/payload",
            "`payload` names \"lost\", which is no member of this structure",
        ),
        (
            "Len",
            "/shapes/Len/min",
            "expected a whole number, zero or more, found the number -1",
        ),
        (
            "Len",
            "/shapes/Len/max",
            "expected a whole number, zero or more, found the number 1.5",
        ),
        (
            "Num",
            "/shapes/Num/min",
            "expected a number, found a string",
        ),
        (
            "Flag",
            "/shapes/Flag/sensitive",
            "expected true or false, found a string",
        ),
        (
            "Err",
            "/shapes/Err/error/httpStatusCode",
            "expected an HTTP status code, found a string",
        ),
        ("A", "/operations/A/http", "`http` says too little"),
        (
            "B",
            "/operations/B",
            "expected an object, found the number 7",
        ),
        ("C", "/operations/C/input", "`input` names no shape"),
        ("D", "/operations/D/errors/0", "the error names no shape"),
        (
            "D",
            "/operations/D/http/responseCode",
            "expected an HTTP status code, found the number 99999",
        ),
        ("D", "/operations/D/http", "`http` says too little"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(a, b, c)| (ns(a), format!("0:{b}"), (*c).to_owned()))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn a_service_needs_a_name() {
    let told = told(&[&document(
        r#""protocol": "json", "serviceId": "--""#,
        "",
        "",
    )]);
    assert_eq!(
        texts(&told),
        [("", "0:/metadata", "the service has no name")]
    );
    let model = sound(&[&document(
        r#""protocol": "json", "endpointPrefix": "4th.dimension""#,
        "",
        "",
    )]);
    assert_eq!(
        service(&model).0.id.as_str(),
        "com.amazonaws.4thdimension#Service4thdimension"
    );
}

#[test]
fn siblings_add_to_the_service() {
    let model_text = document(REST, r#""List": {}, "Scan": {}, "Many": {}"#, "");
    let model = sound(&[
        r#"{"pagination": {"List": {"input_token": "next", "output_token": "next", "limit_key": "max", "result_key": "items"},
            "Scan": {"input_token": "a", "output_token": "b", "result_key": ["x", "y"], "more_results": "more"},
            "Many": {"input_token": ["a", "b"], "output_token": ["a", "b"]}}}"#,
        &model_text,
        r#"{"version": "1.0", "parameters": {}, "rules": []}"#,
        r#"{"testCases": []}"#,
        r#"{"version": 2, "waiters": {}}"#,
        r#"{"version": "1.0", "examples": {"List": [{"title": "t"}]}}"#,
    ]);
    let traits = |name: &str| &shape(&model, &format!("com.amazonaws.test#{name}")).traits;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        *the::<Paginated>(traits("List")),
        Paginated {
            input_tokens: names(&["next"]),
            output_tokens: names(&["next"]),
            items: names(&["items"]),
            page_size: Some("max".to_owned()),
            more: None,
        }
    );
    assert_eq!(
        *the::<Paginated>(traits("Scan")),
        Paginated {
            input_tokens: names(&["a"]),
            output_tokens: names(&["b"]),
            items: names(&["x", "y"]),
            page_size: None,
            more: Some("more".to_owned()),
        }
    );
    assert_eq!(
        *the::<Paginated>(traits("Many")),
        Paginated {
            input_tokens: names(&["a", "b"]),
            output_tokens: names(&["a", "b"]),
            ..Paginated::default()
        }
    );
    assert!(traits("List").unread("c2j#examples").is_some());
    let kept = ids(&service(&model).0.traits);
    for id in ["smithy.rules#endpointRuleSet", "smithy.rules#endpointTests"] {
        assert!(kept.contains(&id), "{id}");
    }
}

#[test]
fn siblings_need_their_model() {
    let pages = r#"{"pagination": {"Gone": {}}}"#;
    assert_eq!(
        texts(&told(&[pages])),
        [(
            "",
            "0:",
            "this file belongs to a C2J model, and which one is not clear"
        )]
    );
    assert_eq!(
        texts(&told(&[&document(REST, "", ""), pages])),
        [(
            "com.amazonaws.test#Gone",
            "1:/pagination/Gone",
            "`pagination` names \"Gone\", which is no operation of com.amazonaws.test#Test"
        )]
    );
    // Of several models, the one in the same folder.
    let other = document(
        r#""protocol": "json", "serviceId": "Other""#,
        r#""List": {}"#,
        "",
    );
    let mut diagnostics = Diagnostics::default();
    let sources = [
        Source::new("a/service-2.json", document(REST, "", "")),
        Source::new("b/service-2.json", other),
        Source::new("b/paginators-1.json", r#"{"pagination": {"List": {}}}"#),
    ];
    let model = read(&sources, &mut diagnostics).unwrap();
    assert!(
        shape(&model, "com.amazonaws.other#List")
            .traits
            .has::<Paginated>()
    );
}

#[test]
fn faults_of_waiters_are_told() {
    let document = document(REST, r#""Get": {}"#, "");
    for (waiter, fault) in [
        (
            r#"{"delay": 1, "acceptors": []}"#,
            "the waiter lacks \"operation\"",
        ),
        (
            r#"{"operation": "Gone", "delay": 1, "acceptors": []}"#,
            "`waiters` names \"Gone\", which is no operation of com.amazonaws.test#Test",
        ),
        (
            r#"{"operation": "Get", "acceptors": []}"#,
            "the waiter lacks \"delay\"",
        ),
        (
            r#"{"operation": "Get", "delay": 1}"#,
            "the waiter lacks \"acceptors\"",
        ),
        (
            r#"{"operation": "Get", "delay": 1, "acceptors": [{"state": "x"}]}"#,
            "the acceptor has no state that is known",
        ),
        (
            r#"{"operation": "Get", "delay": 1, "acceptors": [{"state": "retry", "matcher": "path", "argument": "a"}]}"#,
            "the waiter lacks \"expected\"",
        ),
        (
            r#"{"operation": "Get", "delay": 1, "acceptors": [{"state": "retry", "matcher": "path", "argument": "a", "expected": 1}]}"#,
            "the acceptor matches nothing that is known",
        ),
    ] {
        let waiters = format!(r#"{{"version": 2, "waiters": {{"There": {waiter}}}}}"#);
        let told = told(&[&document, &waiters]);
        assert_eq!(texts(&told)[0].2, fault, "{waiter}");
    }
}
