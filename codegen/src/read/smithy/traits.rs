//! Trait values of the AST into typed traits.
//!
//! In: a `traits` object. Out: typed traits; a trait that has no type here is kept with its value, a key that a type has
//! no field for as `trait.key`. Never acts on a trait.

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::{context, leftover, unread};
use crate::model::{
    AddedDefault, Auth, AwsQueryCompatible, AwsQueryError, AwsService, ClientOptional,
    ContextParam, DefaultValue, Deprecated, Documentation, Endpoint, EndpointRuleSet, EnumValue,
    Error, HostLabel, Http, HttpApiKeyAuth, HttpBearerAuth, HttpChecksumRequired, HttpError,
    HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery, HttpQueryParams,
    HttpResponseCode, IdempotencyToken, Idempotent, Input, Internal, JsonName, Length, MediaType,
    Mixin, OperationContextParams, OptionalAuth, Output, Paginated, Pattern, Range, Readonly,
    RequestCompression, Required, RequiresLength, Retryable, Sensitive, SigV4, Sparse,
    StaticContextParams, Streaming, Tags, TimestampFormat, Title, Trait, TraitDefinition, Traits,
    Typed, UniqueItems, UnsignedPayload, Value, Waitable,
};

/// Reads a `traits` object, if there is one.
pub(super) fn read(node: Option<Node>, traits: &mut Traits, findings: &mut Findings<'_>) {
    let Some(object) = node.and_then(|node| node.object(findings)) else {
        return;
    };
    for (id, node) in object.rest() {
        let at = node.at.clone();
        if let Some(value) = one(&id, node, traits, findings) {
            traits.apply(value, at);
        }
    }
}

macro_rules! markers {
    ($id:expr, $node:expr, $traits:expr, $($name:ident)*) => {
        match $id {
            $($name::ID => {
                // Annotation traits are `{}`; what some of them may hold besides is kept.
                if let Value::Object(members) = &$node.value && !members.is_empty() {
                    for (key, value) in members {
                        let key_at = $node.at.child(key);
                        $traits.apply(unread(&format!("{}.{key}", $name::ID), value.clone()), key_at);
                    }
                }
                return Some($name.into_trait());
            })*
            _ => {}
        }
    };
}

fn one(id: &str, node: Node, traits: &mut Traits, findings: &mut Findings<'_>) -> Option<Trait> {
    markers!(id, node, traits,
        AddedDefault AwsQueryCompatible ClientOptional HostLabel HttpBearerAuth HttpChecksumRequired HttpLabel HttpPayload
        HttpQueryParams HttpResponseCode IdempotencyToken Idempotent Input Internal OptionalAuth Output Readonly
        Required RequiresLength Sensitive Sparse Streaming TraitDefinition UniqueItems UnsignedPayload
    );
    Some(match id {
        DefaultValue::ID => DefaultValue(node.value).into_trait(),
        EndpointRuleSet::ID => EndpointRuleSet(node.value).into_trait(),
        EnumValue::ID => EnumValue(node.value).into_trait(),
        Auth::ID => Auth(node.strings(findings)?).into_trait(),
        Tags::ID => Tags(node.strings(findings)?).into_trait(),
        Documentation::ID => Documentation(node.string(findings)?).into_trait(),
        Title::ID => Title(node.string(findings)?).into_trait(),
        HttpHeader::ID => HttpHeader(node.string(findings)?).into_trait(),
        HttpPrefixHeaders::ID => HttpPrefixHeaders(node.string(findings)?).into_trait(),
        HttpQuery::ID => HttpQuery(node.string(findings)?).into_trait(),
        JsonName::ID => JsonName(node.string(findings)?).into_trait(),
        MediaType::ID => MediaType(node.string(findings)?).into_trait(),
        ContextParam::ID => context::parameter(node, findings)?.into_trait(),
        OperationContextParams::ID => context::paths(node, findings)?.into_trait(),
        StaticContextParams::ID => context::values(node, findings)?.into_trait(),
        HttpError::ID => HttpError(node.whole("an HTTP status code", findings)?).into_trait(),
        Pattern::ID => {
            let modelled = node.string(findings)?;
            let regex = modelled.clone();
            Pattern { regex, modelled }.into_trait()
        }
        Error::ID => word(
            node,
            &[("client", Error::Client), ("server", Error::Server)],
            findings,
        )?,
        TimestampFormat::ID => word(
            node,
            &[
                ("date-time", TimestampFormat::DateTime),
                ("http-date", TimestampFormat::HttpDate),
                ("epoch-seconds", TimestampFormat::EpochSeconds),
            ],
            findings,
        )?,
        Waitable::ID => super::waiters::read(node, findings)?.into_trait(),
        AwsQueryError::ID
        | AwsService::ID
        | Deprecated::ID
        | Endpoint::ID
        | Http::ID
        | HttpApiKeyAuth::ID
        | Length::ID
        | Mixin::ID
        | Paginated::ID
        | Range::ID
        | RequestCompression::ID
        | Retryable::ID
        | SigV4::ID => {
            let mut object = node.object(findings)?;
            let value = fields(id, &mut object, findings);
            leftover(&format!("{id}."), object, traits);
            value?
        }
        _ => unread(id, node.value),
    })
}

/// Traits whose value is an object.
fn fields(id: &str, object: &mut Object, findings: &mut Findings<'_>) -> Option<Trait> {
    Some(match id {
        AwsQueryError::ID => AwsQueryError {
            code: needed(object, "code", findings)?.string(findings)?,
            status: needed(object, "httpResponseCode", findings)?
                .whole("an HTTP status code", findings)?,
        }
        .into_trait(),
        AwsService::ID => AwsService {
            sdk_id: needed(object, "sdkId", findings)?.string(findings)?,
            endpoint_prefix: object.take_string("endpointPrefix", findings),
            global_endpoint: None,
        }
        .into_trait(),
        Deprecated::ID => Deprecated {
            message: object.take_string("message", findings),
            since: object.take_string("since", findings),
        }
        .into_trait(),
        Endpoint::ID => Endpoint {
            host_prefix: needed(object, "hostPrefix", findings)?.string(findings)?,
        }
        .into_trait(),
        HttpApiKeyAuth::ID => HttpApiKeyAuth {
            name: needed(object, "name", findings)?.string(findings)?,
            in_query: {
                let node = needed(object, "in", findings)?;
                match node.value.as_str() {
                    Some("header") => false,
                    Some("query") => true,
                    _ => {
                        findings.error(
                            &node.at,
                            "a key is in no such place",
                            "write `header` or `query`",
                        );
                        return None;
                    }
                }
            },
            scheme: object.take_string("scheme", findings),
        }
        .into_trait(),
        Http::ID => Http {
            method: needed(object, "method", findings)?.string(findings)?,
            uri: needed(object, "uri", findings)?.string(findings)?,
            code: match object.take("code") {
                Some(node) => node.whole("an HTTP status code", findings)?,
                None => 200,
            },
        }
        .into_trait(),
        Length::ID => {
            let mut bound = |key| match object.take(key) {
                Some(node) => node
                    .whole("a whole number, zero or more", findings)
                    .map(Some),
                None => Some(None),
            };
            Length {
                min: bound("min")?,
                max: bound("max")?,
            }
            .into_trait()
        }
        Mixin::ID => Mixin {
            local_traits: match object.take("localTraits") {
                Some(node) => node.strings(findings)?,
                None => Vec::new(),
            },
        }
        .into_trait(),
        Paginated::ID => {
            let mut names = |key| object.take_string(key, findings).into_iter().collect();
            Paginated {
                input_tokens: names("inputToken"),
                output_tokens: names("outputToken"),
                items: names("items"),
                page_size: object.take_string("pageSize", findings),
                more: None,
            }
        }
        .into_trait(),
        Range::ID => {
            let mut bound = |key| match object.take(key) {
                Some(node) => node.number(findings).map(Some),
                None => Some(None),
            };
            Range {
                min: bound("min")?,
                max: bound("max")?,
            }
            .into_trait()
        }
        RequestCompression::ID => RequestCompression {
            encodings: needed(object, "encodings", findings)?.strings(findings)?,
        }
        .into_trait(),
        Retryable::ID => Retryable {
            throttling: object.take_flag("throttling", findings).is_some(),
        }
        .into_trait(),
        SigV4::ID => SigV4 {
            name: needed(object, "name", findings)?.string(findings)?,
        }
        .into_trait(),
        _ => return None,
    })
}

pub(super) fn needed(object: &mut Object, key: &str, findings: &mut Findings<'_>) -> Option<Node> {
    let node = object.take(key);
    if node.is_none() {
        findings.error(
            &object.at,
            format!("the trait lacks {key:?}"),
            format!("add {key:?}"),
        );
    }
    node
}

/// A trait that is one of a few words.
fn word<T: Typed + Copy>(
    node: Node,
    words: &[(&str, T)],
    findings: &mut Findings<'_>,
) -> Option<Trait> {
    word_of(node, words, T::ID, findings).map(T::into_trait)
}

/// What one of a few words stands for, else a finding that says `of` what it is none.
pub(super) fn word_of<T: Copy>(
    node: Node,
    words: &[(&str, T)],
    of: &str,
    findings: &mut Findings<'_>,
) -> Option<T> {
    let at = node.at.clone();
    let text = node.string(findings)?;
    let found = words.iter().find(|(word, _)| *word == text);
    if found.is_none() {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        findings.error(
            &at,
            format!("unknown value {text:?} of {of}"),
            format!("it is one of {}", known.join(", ")),
        );
    }
    found.map(|(_, value)| *value)
}
