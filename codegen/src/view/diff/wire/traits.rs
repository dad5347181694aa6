//! Traits that do nothing on the wire.
//!
//! In: the traits of two shapes or members. Out: what is said of them, to people and to tools. Traits that others compare
//! are left to them; what nothing here acts on is told all the same.

use super::super::words::code;
use super::super::{Rule, Wire};
use super::NOTHING;
use super::found::{At, Found};
use crate::model::{Deprecated, Documentation, Sensitive, Title, Trait, Traits};

/// Compares them.
pub(super) fn compare(
    old: &Traits,
    new: &Traits,
    subject: &str,
    at: At<'_>,
    found: &mut Found<'_>,
) {
    let none: Wire = NOTHING;
    if old.get::<Documentation>() != new.get::<Documentation>()
        || old.get::<Title>() != new.get::<Title>()
    {
        let at = at.applied::<Documentation>(old, new);
        found.push(Rule::DocumentationChanged, subject, "", at, none);
    }
    match (old.get::<Deprecated>(), new.get::<Deprecated>()) {
        (before, after) if before == after => {}
        (before, after) => {
            let what = match (before, after) {
                (None, _) => "deprecated",
                (_, None) => "no longer deprecated",
                _ => "deprecated for another reason",
            };
            let at = at.applied::<Deprecated>(old, new);
            found.push(Rule::DeprecationChanged, subject, what, at, none);
        }
    }
    match (old.has::<Sensitive>(), new.has::<Sensitive>()) {
        (false, true) => found.push(Rule::SensitivityChanged, subject, "sensitive", at, none),
        (true, false) => found.push(
            Rule::SensitivityChanged,
            subject,
            "no longer sensitive",
            at,
            none,
        ),
        _ => {}
    }
    for applied in new.iter().filter(|applied| is_other(&applied.value)) {
        let before = old.iter().find(|it| it.value.id() == applied.value.id());
        if before.is_none_or(|before| before.value != applied.value) {
            let at = At {
                new: Some(&applied.at),
                ..at
            };
            found.push(
                Rule::TraitChanged,
                subject,
                code(applied.value.id()),
                at,
                none,
            );
        }
    }
    for applied in old.iter().filter(|applied| is_other(&applied.value)) {
        if new.iter().all(|it| it.value.id() != applied.value.id()) {
            let at = At {
                old: Some(&applied.at),
                ..at
            };
            let what = format!("{} is gone", code(applied.value.id()));
            found.push(Rule::TraitChanged, subject, what, at, none);
        }
    }
}

/// Whether no other comparison is about the trait, and it is no mark of how the model was read.
fn is_other(of: &Trait) -> bool {
    !matches!(
        of,
        Trait::AddedDefault(_)
            | Trait::Auth(_)
            | Trait::AwsQueryCompatible(_)
            | Trait::AwsQueryError(_)
            | Trait::AwsService(_)
            | Trait::ClientOptional(_)
            | Trait::ContextParam(_)
            | Trait::Dedicated(_)
            | Trait::DefaultValue(_)
            | Trait::Deprecated(_)
            | Trait::Documentation(_)
            | Trait::Endpoint(_)
            | Trait::EndpointRuleSet(_)
            | Trait::EnumValue(_)
            | Trait::Error(_)
            | Trait::HostLabel(_)
            | Trait::Http(_)
            | Trait::HttpApiKeyAuth(_)
            | Trait::HttpBearerAuth(_)
            | Trait::HttpChecksumRequired(_)
            | Trait::HttpError(_)
            | Trait::HttpHeader(_)
            | Trait::HttpLabel(_)
            | Trait::HttpPayload(_)
            | Trait::HttpPrefixHeaders(_)
            | Trait::HttpQuery(_)
            | Trait::HttpQueryParams(_)
            | Trait::HttpResponseCode(_)
            | Trait::IdempotencyToken(_)
            | Trait::Idempotent(_)
            | Trait::Input(_)
            | Trait::JsonName(_)
            | Trait::LeftOut(_)
            | Trait::Length(_)
            | Trait::MediaType(_)
            | Trait::Mixin(_)
            | Trait::OperationContextParams(_)
            | Trait::OptionalAuth(_)
            | Trait::Output(_)
            | Trait::Paginated(_)
            | Trait::Pattern(_)
            | Trait::Protocols(_)
            | Trait::Range(_)
            | Trait::Readonly(_)
            | Trait::Renamed(_)
            | Trait::RequestCompression(_)
            | Trait::Required(_)
            | Trait::Retryable(_)
            | Trait::Sensitive(_)
            | Trait::SigV4(_)
            | Trait::Sparse(_)
            | Trait::StaticContextParams(_)
            | Trait::Streaming(_)
            | Trait::TimestampFormat(_)
            | Trait::Title(_)
            | Trait::UniqueItems(_)
            | Trait::UnsignedPayload(_)
            | Trait::Waitable(_)
    )
}
