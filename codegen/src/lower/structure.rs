//! Structures and unions.
//!
//! In: a structure or union and what it is for. Out: a Rust struct with a field per member, or an enum with a variant per
//! member. Which members may be missing is decided here, by the server's (authoritative) rules:
//!
//! | member | field | where nothing is given |
//! |---|---|---|
//! | `required` | `T` | an error |
//! | with a default | `T` | the default |
//! | with a default, on an operation's input, not required | `Option<T>` | the client sends nothing, the server fills it in |
//! | with a default and `clientOptional`, inside others, not required | `Option<T>` | nothing is sent, whoever reads it fills it in |
//! | a streamed payload, not required | `T` | an empty stream: the wire knows no difference |
//! | every other | `Option<T>` | `None` |
//!
//! `@default(null)` is no default.

use super::enumeration::OPEN;
use super::http::{self, Role};
use super::names::{Case, Claimed, PAGES, SETTERS, Scope};
use super::paths::{Place, is_unit, labels, original};
use super::statics::Part;
use super::{Context, Output, literal, prose, sensitive, value_type};
use crate::diagnostic::Diagnostic;
use crate::knowledge::{self, Message};
use crate::model::{
    AwsQueryError, ClientOptional, DefaultValue, Error, HttpError, IdempotencyToken, Kind, Member,
    Required, Retryable, Sensitive, Shape, Streaming, Value,
};
use crate::rust::{ErrorFacts, Field, Literal, Structure, Type, Union, UnionVariant};

/// Whether a value may be missing, and what then.
struct Presence {
    optional: bool,
    default: Option<Literal>,
    required: bool,
}

/// Lowers a structure.
pub(super) fn lower(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    place: &Place,
    role: Role,
) -> Structure {
    let mut names = Scope::new(Case::Snake, &[]);
    let mut setters = setters(context.paginated.contains(&shape.id));
    let hidden = shape.traits.has::<Sensitive>();
    let mut fields = Vec::new();
    let message = role.message(context, shape);
    for (member, at) in &message.members {
        let (Some(name), Some(setter)) = (names.claim(&member.name), setters.claim(&member.name))
        else {
            out.unsound(nameless(shape, member));
            continue;
        };
        out.member_name(place, &member.name, &name.ident, labels(&name));
        let Some(field) = field(
            context,
            out,
            shape,
            (member, *at),
            role,
            (name, setter),
            hidden,
        ) else {
            continue;
        };
        fields.push(field);
    }
    let streams = fields.iter().any(|field| field.ty == Type::ByteStream);
    Structure {
        path: place.path.clone(),
        file: place.file.clone(),
        modelled: place.modelled.clone(),
        docs: context.prose.of(&shape.traits),
        deprecated: prose::deprecation(&shape.traits),
        cloneable: !streams,
        comparable: !streams,
        sensitive: hidden || fields.iter().any(|field| field.sensitive),
        error: (role == Role::Error).then(|| error(context, shape, &message)),
        fields,
    }
}

/// The setter of a member among `members` of what is no input.
pub(super) fn setter(members: &[Member], member: &Member) -> Option<String> {
    let mut setters = setters(false);
    members.iter().find_map(|other| {
        let claimed = setters.claim(&other.name)?;
        (other.name == member.name).then_some(claimed.ident)
    })
}

/// The names of setters. The calls of a paginated operation have methods beside those of all calls.
fn setters(paginated: bool) -> Scope {
    let pages = if paginated { PAGES } else { &[] };
    Scope::new(Case::Snake, &[SETTERS, pages])
}

fn field(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    (member, at): (&Member, knowledge::Place<'_>),
    role: Role,
    (name, setter): (Claimed, Claimed),
    hidden: bool,
) -> Option<Field> {
    let ty = match value_type::of(context, &member.target) {
        Ok(ty) => ty,
        Err(reason) => {
            out.unsound(untyped(shape, member, &reason));
            return None;
        }
    };
    // Anywhere else a streaming blob is just a blob: only a payload reaches the wire piece by piece.
    let streams = ty == Type::Blob
        && role != Role::Nested
        && at == knowledge::Place::Payload
        && context.model.effective::<Streaming>(member).is_some();
    let mut presence = presence(context, out, shape, member, role);
    let ty = match streams {
        true => {
            presence.optional = false;
            presence.default = (!presence.required).then(|| Literal::Blob(Vec::new()));
            Type::ByteStream
        }
        false if context.is_boxed(&shape.id, member) => Type::Boxed(Box::new(ty)),
        false => ty,
    };
    let part = Part {
        required: presence.required,
        bound: at != knowledge::Place::Body,
    };
    let (schema, unchecked) = out
        .statics
        .member(context, shape, member, part, out.diagnostics);
    let mut docs = context.prose.of(&member.traits);
    for pattern in unchecked {
        prose::append(
            &mut docs,
            vec![format!(
                "The pattern {} is not checked.",
                prose::code(&pattern)
            )],
        );
    }
    Some(Field {
        name: name.ident,
        setter: setter.ident,
        docs,
        deprecated: prose::deprecation(&member.traits),
        ty,
        optional: presence.optional,
        filled: role == Role::Nested && presence.optional && presence.default.is_some(),
        default: presence.default,
        sensitive: hidden || sensitive::is_hidden(context.model, member),
        idempotency_token: role == Role::Input && member.traits.has::<IdempotencyToken>(),
        schema,
    })
}

/// The table above.
fn presence(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    member: &Member,
    role: Role,
) -> Presence {
    let required = member.traits.has::<Required>();
    let value = member
        .traits
        .get::<DefaultValue>()
        .map(|DefaultValue(value)| value);
    let default = match value {
        None | Some(Value::Null) => None,
        Some(value) => match literal::of(context, value, &member.target) {
            Ok(literal) => Some(literal),
            Err(reason) => {
                out.diagnostics.push(
                    Diagnostic::error(reason)
                        .about(shape.id.member(&member.name))
                        .at(member.traits.at::<DefaultValue>().unwrap_or(&member.at))
                        .help("correct the value of `smithy.api#default`, or remove it"),
                );
                None
            }
        },
    };
    let unsent = match role {
        Role::Input => true,
        Role::Nested => member.traits.has::<ClientOptional>(),
        Role::Output | Role::Error => false,
    };
    Presence {
        optional: !required && (default.is_none() || unsent),
        // Where there is a default, nothing is ever missing.
        required: required && default.is_none(),
        default,
    }
}

/// What makes a structure an error. Its name on the wire is the shape's own, whatever it is called here.
fn error(context: &Context<'_>, shape: &Shape, message: &Message<'_>) -> ErrorFacts {
    let status = status(shape);
    let name = original(shape);
    let full = || format!("{}#{name}", shape.id.namespace());
    let query_error = shape.traits.get().map(|AwsQueryError { code, .. }| {
        let fault = match shape.traits.get() {
            Some(Error::Server) => "Receiver",
            _ => "Sender",
        };
        format!("{code};{fault}")
    });
    ErrorFacts {
        type_name: context
            .protocol
            .filter(|protocol| protocol.error_namespace)
            .map(|_| full()),
        query_error: query_error.filter(|_| context.query_compatible),
        code: name.to_owned(),
        status,
        retryable: shape
            .traits
            .get::<Retryable>()
            .map(|retryable| retryable.throttling),
        message: message_of(context, message.members.iter().map(|(member, _)| *member)),
        response: http::response(context, status, message, true),
    }
}

/// The HTTP status of an error.
pub(super) fn status(shape: &Shape) -> u16 {
    if let Some(HttpError(status)) = shape.traits.get() {
        return *status;
    }
    match shape.traits.get() {
        Some(Error::Server) => 500,
        _ => 400,
    }
}

/// The member that holds an error's message: a string called `message` or else `errorMessage`, however it is written.
pub(super) fn message_of<'m>(
    context: &Context<'_>,
    members: impl Iterator<Item = &'m Member> + Clone,
) -> Option<usize> {
    ["message", "errormessage"].iter().find_map(|name| {
        members.clone().position(|member| {
            let target = context.model.get(&member.target);
            member.name.eq_ignore_ascii_case(name)
                && target.is_some_and(|target| matches!(target.kind, Kind::String))
        })
    })
}

/// Lowers a union.
pub(super) fn union(
    context: &Context<'_>,
    out: &mut Output<'_>,
    shape: &Shape,
    place: &Place,
) -> Union {
    let members: &[Member] = match &shape.kind {
        Kind::Union(members) => members,
        _ => &[],
    };
    let mut names = Scope::new(Case::Pascal, &[OPEN]);
    let hidden = shape.traits.has::<Sensitive>();
    let mut variants = Vec::with_capacity(members.len());
    for member in members {
        let Some(name) = names.claim(&member.name) else {
            out.unsound(nameless(shape, member));
            continue;
        };
        out.member_name(place, &member.name, &name.ident, labels(&name));
        let ty = match value_type::of(context, &member.target) {
            _ if is_unit(&member.target) => None,
            Ok(ty) if context.is_boxed(&shape.id, member) => Some(Type::Boxed(Box::new(ty))),
            Ok(ty) => Some(ty),
            Err(reason) => {
                out.unsound(untyped(shape, member, &reason));
                continue;
            }
        };
        let (schema, unchecked) =
            out.statics
                .member(context, shape, member, Part::default(), out.diagnostics);
        let mut docs = context.prose.of_variant(&member.traits);
        for pattern in unchecked {
            prose::append(
                &mut docs,
                vec![format!(
                    "The pattern {} is not checked.",
                    prose::code(&pattern)
                )],
            );
        }
        variants.push(UnionVariant {
            name: name.ident,
            docs,
            ty,
            sensitive: hidden || sensitive::is_hidden(context.model, member),
            schema,
        });
    }
    Union {
        path: place.path.clone(),
        file: place.file.clone(),
        modelled: place.modelled.clone(),
        docs: context.prose.of(&shape.traits),
        deprecated: prose::deprecation(&shape.traits),
        unknown: OPEN.concat(),
        sensitive: hidden || variants.iter().any(|variant| variant.sensitive),
        variants,
    }
}

fn nameless(shape: &Shape, member: &Member) -> Diagnostic {
    Diagnostic::error(format!("the name {:?} has neither letter nor digit", member.name))
        .about(shape.id.member(&member.name))
        .at(&member.at)
        .help("give the member a name that Rust can use, and keep the one on the wire with `smithy.api#jsonName`")
}

fn untyped(shape: &Shape, member: &Member, reason: &str) -> Diagnostic {
    Diagnostic::error(format!("the member has no Rust type: {reason}"))
        .about(shape.id.member(&member.name))
        .at(&member.at)
        .help("let the member target a shape that holds data")
}
