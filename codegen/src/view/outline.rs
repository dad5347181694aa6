//! The shape graph as an outline.
//!
//! In: a transformed model. Out: one paragraph per operation and shape, in the order of the model, with everything that
//! matters on the wire. Documentation is left out: it is read in the generated code.

use std::fmt::Write as _;

use crate::model::{Kind, Member, Model, Number, Operation, Service, Shape, Trait, Traits, Value};

/// The outline of a model.
#[must_use]
pub fn outline(model: &Model) -> String {
    let mut text = String::new();
    for shape in model.shapes.values() {
        paragraph(&mut text, model, shape);
    }
    text
}

fn paragraph(text: &mut String, model: &Model, shape: &Shape) {
    if shape.id.namespace() == "smithy.api" {
        return;
    }
    if !text.is_empty() {
        text.push('\n');
    }
    let _ = writeln!(
        text,
        "{} {}{}",
        shape.kind.name(),
        shape.id.name(),
        applied(&shape.traits)
    );
    match &shape.kind {
        Kind::Service(service) => service_lines(text, service),
        Kind::Operation(operation) => operation_lines(text, operation),
        kind => {
            for member in kind.members() {
                member_line(text, model, kind, member);
            }
        }
    }
}

fn service_lines(text: &mut String, service: &Service) {
    let _ = writeln!(text, "  version {}", service.version);
    for operation in &service.operations {
        let _ = writeln!(text, "  operation {}", operation.target.name());
    }
}

fn operation_lines(text: &mut String, operation: &Operation) {
    for (role, binding) in [("input", &operation.input), ("output", &operation.output)] {
        if let Some(binding) = binding {
            let _ = writeln!(text, "  {role} {}", binding.target.name());
        }
    }
    for error in &operation.errors {
        let _ = writeln!(text, "  error {}", error.target.name());
    }
}

fn member_line(text: &mut String, model: &Model, kind: &Kind, member: &Member) {
    let traits = applied(&member.traits);
    if matches!(kind, Kind::Enum(_) | Kind::IntEnum(_)) {
        let _ = writeln!(text, "  {}{traits}", member.name);
        return;
    }
    let target = match model.get(&member.target) {
        Some(target) if target.id.namespace() != "smithy.api" => {
            format!("{} ({})", target.id.name(), target.kind.name())
        }
        _ => member.target.name().to_owned(),
    };
    let _ = writeln!(text, "  {}: {target}{traits}", member.name);
}

/// The traits that matter on the wire, ` @name(value)` each.
fn applied(traits: &Traits) -> String {
    traits
        .iter()
        .filter_map(|applied| one(&applied.value))
        .map(|text| format!(" {text}"))
        .collect()
}

fn one(applied: &Trait) -> Option<String> {
    let id = applied.id();
    let name = id.split_once('#').map_or(id, |(_, name)| name);
    let value = match applied {
        // what is for readers, and what the graph shows anyway
        Trait::Documentation(_)
        | Trait::Title(_)
        | Trait::Unread(_)
        | Trait::Input(_)
        | Trait::Output(_) => return None,
        Trait::Auth(auth) => auth.0.join(", "),
        Trait::AwsQueryError(error) => format!("{}, {}", quoted(&error.code), error.status),
        Trait::AwsService(service) => quoted(&service.sdk_id),
        Trait::DefaultValue(default) => value(&default.0),
        Trait::Endpoint(endpoint) => quoted(&endpoint.host_prefix),
        Trait::EnumValue(enum_value) => value(&enum_value.0),
        Trait::Error(fault) => format!("{fault:?}").to_lowercase(),
        Trait::HttpApiKeyAuth(key) => match (key.in_query, &key.scheme) {
            (true, _) => format!("query {}", quoted(&key.name)),
            (false, Some(scheme)) => format!("header {}, {}", quoted(&key.name), quoted(scheme)),
            (false, None) => format!("header {}", quoted(&key.name)),
        },
        Trait::Http(http) => format!("{} {} {}", http.method, http.uri, http.code),
        Trait::HttpError(status) => status.0.to_string(),
        Trait::HttpHeader(header) => quoted(&header.0),
        Trait::HttpPrefixHeaders(prefix) => quoted(&prefix.0),
        Trait::HttpQuery(query) => quoted(&query.0),
        Trait::JsonName(json) => quoted(&json.0),
        Trait::Length(length) => bounds(length.min, length.max),
        Trait::MediaType(media) => quoted(&media.0),
        Trait::Paginated(paginated) => pairs(&[
            ("inputToken", &listed(&paginated.input_tokens)),
            ("outputToken", &listed(&paginated.output_tokens)),
            ("items", &listed(&paginated.items)),
            ("pageSize", &paginated.page_size),
            ("more", &paginated.more),
        ]),
        Trait::Pattern(pattern) => quoted(&pattern.modelled),
        Trait::Protocols(protocols) => protocols
            .0
            .iter()
            .map(|protocol| protocol.id.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        Trait::Range(range) => bounds(range.min.as_ref(), range.max.as_ref()),
        Trait::RequestCompression(compression) => compression.encodings.join(", "),
        Trait::Retryable(retryable) if retryable.throttling => "throttling".to_owned(),
        Trait::SigV4(sigv4) => quoted(&sigv4.name),
        Trait::Tags(tags) => tags.0.join(", "),
        Trait::TimestampFormat(format) => format!("{format:?}"),
        Trait::Waitable(waitable) => {
            let names: Vec<_> = waitable
                .0
                .iter()
                .map(|waiter| waiter.name.clone())
                .collect();
            names.join(", ")
        }
        _ => String::new(),
    };
    Some(if value.is_empty() {
        format!("@{name}")
    } else {
        format!("@{name}({value})")
    })
}

/// Inclusive bounds: `1..64`, `1..`, `..64`.
fn bounds<T: ToString>(min: Option<T>, max: Option<T>) -> String {
    let text = |bound: Option<T>| bound.map(|bound| bound.to_string()).unwrap_or_default();
    format!("{}..{}", text(min), text(max))
}

fn pairs(pairs: &[(&str, &Option<String>)]) -> String {
    let given = pairs
        .iter()
        .filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?)));
    given.collect::<Vec<_>>().join(", ")
}

/// Several names as one; nothing if there are none.
fn listed(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join(", "))
}

fn value(of: &Value) -> String {
    match of {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Number(Number::Integer(number)) => number.to_string(),
        Value::Number(Number::Decimal(text)) => text.clone(),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(value).collect::<Vec<_>>().join(", ")
        ),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(key, of)| format!("{key}: {}", value(of)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// In quotes, on one line, whatever it holds.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}
