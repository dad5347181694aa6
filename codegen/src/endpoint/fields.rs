//! What is in the values that functions answer with.
//!
//! In: a value and a key. Out: how Rust gets at what is there.

use super::scope::{Type, Typed};
use crate::rust::EndpointExpression as E;

/// The fields of what functions answer with: key, type, and how Rust gets at it.
const FIELDS: [(Type, &str, Type, Access); 16] = [
    (Type::Partition, "name", Type::String, Access::Field("name")),
    (
        Type::Partition,
        "dnsSuffix",
        Type::String,
        Access::Field("dns_suffix"),
    ),
    (
        Type::Partition,
        "dualStackDnsSuffix",
        Type::String,
        Access::Field("dual_stack_dns_suffix"),
    ),
    (
        Type::Partition,
        "supportsFIPS",
        Type::Boolean,
        Access::Field("supports_fips"),
    ),
    (
        Type::Partition,
        "supportsDualStack",
        Type::Boolean,
        Access::Field("supports_dual_stack"),
    ),
    (
        Type::Partition,
        "implicitGlobalRegion",
        Type::String,
        Access::Field("implicit_global_region"),
    ),
    (
        Type::Arn,
        "partition",
        Type::String,
        Access::Field("partition"),
    ),
    (Type::Arn, "service", Type::String, Access::Field("service")),
    (Type::Arn, "region", Type::String, Access::Field("region")),
    (
        Type::Arn,
        "accountId",
        Type::String,
        Access::Field("account_id"),
    ),
    (
        Type::Arn,
        "resourceId",
        Type::Strings,
        Access::Method("resource_id"),
    ),
    (Type::Url, "scheme", Type::String, Access::Field("scheme")),
    (
        Type::Url,
        "authority",
        Type::String,
        Access::Field("authority"),
    ),
    (Type::Url, "path", Type::String, Access::Field("path")),
    (
        Type::Url,
        "normalizedPath",
        Type::String,
        Access::Method("normalized_path"),
    ),
    (Type::Url, "isIp", Type::Boolean, Access::Field("is_ip")),
];

#[derive(Clone, Copy)]
enum Access {
    Field(&'static str),
    Method(&'static str),
}

/// What a value has under a key.
pub(super) fn field(value: &Typed, key: &str) -> Option<Typed> {
    let (_, _, ty, access) = FIELDS
        .iter()
        .find(|(of, name, ..)| *of == value.ty && *name == key)?;
    let of = Box::new(value.expression.clone());
    let expression = match access {
        Access::Field(name) => E::Field(of, name),
        Access::Method(name) => E::Method(of, name),
    };
    Some(Typed::new(*ty, expression))
}

/// The keys that values of a type have, for messages.
pub(super) fn fields(ty: Type) -> String {
    let names: Vec<&str> = FIELDS
        .iter()
        .filter(|(of, ..)| *of == ty)
        .map(|(_, name, ..)| *name)
        .collect();
    match names.is_empty() {
        true => "only what `aws.partition`, `aws.parseArn` and `parseURL` answer with has keys"
            .to_owned(),
        false => format!("there are {}", names.join(", ")),
    }
}
