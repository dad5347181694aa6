//! `metadata`: who the service is and how one speaks with it.
//!
//! In: the `metadata` object. Out: the service's version, name, namespace and traits. Never a shape.

use super::super::findings::Findings;
use super::super::json::{Node, Object};
use super::super::leftover;
use crate::model::{
    Auth, AwsQueryCompatible, AwsService, HttpBearerAuth, Protocol, Protocols, SigV4, Title, Traits,
};
use crate::source::Location;

/// What `metadata` says.
pub(super) struct Metadata {
    pub(super) version: String,
    /// The protocols, the preferred one first.
    protocols: Vec<Protocol>,
    service_id: String,
    traits: Traits,
    at: Location,
}

impl Metadata {
    pub(super) fn read(node: Node, findings: &mut Findings<'_>) -> Option<Self> {
        let mut object = node.object(findings)?;
        let at = object.at.clone();
        let mut traits = Traits::default();
        let version = object.take_string("apiVersion", findings);
        let protocols = protocols(&mut object, findings)?;

        let full_name = object.take_string("serviceFullName", findings);
        let endpoint_prefix = object.take_string("endpointPrefix", findings);
        let uid = object.take("uid");
        // Old models have no service id; what stands in for it is what AWS derives ids from.
        let service_id = object
            .take_string("serviceId", findings)
            .or_else(|| full_name.clone())
            .or_else(|| endpoint_prefix.clone())
            .unwrap_or_default();
        if !service_id.contains(|c: char| c.is_ascii_alphanumeric()) {
            findings.error(
                &at,
                "the service has no name",
                "give `metadata` a `serviceId` with at least one letter",
            );
            return None;
        }
        if let Some(title) = full_name {
            traits.insert(Title(title), at.child("serviceFullName"));
        }
        let global_endpoint = object.take_string("globalEndpoint", findings);
        signature(
            &mut object,
            endpoint_prefix.as_deref(),
            &mut traits,
            findings,
        );
        traits.insert(
            AwsService {
                sdk_id: service_id.clone(),
                endpoint_prefix,
                global_endpoint,
            },
            at.clone(),
        );
        if let Some(node) = object.take("auth") {
            let at = node.at.clone();
            traits.insert(Auth(node.strings(findings)?), at);
        }
        if let Some(node) = object.take("awsQueryCompatible") {
            traits.insert(AwsQueryCompatible, node.at);
        }
        if let Some(uid) = uid {
            traits.apply(super::super::unread("c2j#uid", uid.value), uid.at);
        }
        leftover("c2j#", object, &mut traits);
        Some(Self {
            version: version.unwrap_or_default(),
            protocols,
            service_id,
            traits,
            at,
        })
    }

    pub(super) fn namespace(&self) -> String {
        let name = self.letters_and_digits().to_ascii_lowercase();
        format!("com.amazonaws.{name}")
    }

    pub(super) fn service_name(&self) -> String {
        let name = self.letters_and_digits();
        match name.chars().next() {
            Some(first) if first.is_ascii_digit() => format!("Service{name}"),
            Some(first) => format!("{}{}", first.to_ascii_uppercase(), &name[1..]),
            None => name,
        }
    }

    fn letters_and_digits(&self) -> String {
        self.service_id
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect()
    }

    /// Whether operations are bound to HTTP methods and URIs.
    pub(super) fn is_rest(&self) -> bool {
        self.speaks(&["aws.protocols#restJson1", "aws.protocols#restXml"])
    }

    /// Whether a `locationName` without a location is a key in JSON or CBOR.
    pub(super) fn has_keys(&self) -> bool {
        self.speaks(&[
            "aws.protocols#restJson1",
            "aws.protocols#awsJson1_0",
            "aws.protocols#awsJson1_1",
            "smithy.protocols#rpcv2Cbor",
        ])
    }

    fn speaks(&self, ids: &[&str]) -> bool {
        self.protocols.iter().any(|p| ids.contains(&p.id.as_str()))
    }

    pub(super) fn apply(&self, traits: &mut Traits) {
        traits.insert(Protocols(self.protocols.clone()), self.at.child("protocol"));
        for applied in self.traits.iter() {
            traits.apply(applied.value.clone(), applied.at.clone());
        }
    }
}

/// `protocols` in its order, then `protocol`; each with what it needs from the rest.
fn protocols(object: &mut Object, findings: &mut Findings<'_>) -> Option<Vec<Protocol>> {
    let version = object.take_string("jsonVersion", findings);
    let target = object.take_string("targetPrefix", findings);
    let mut names = match object.take("protocols") {
        Some(node) => node.strings(findings)?,
        None => Vec::new(),
    };
    names.extend(object.take_string("protocol", findings));
    let mut protocols: Vec<Protocol> = Vec::new();
    for name in names {
        let json = || match version.as_deref() {
            Some("1.1") => "aws.protocols#awsJson1_1",
            _ => "aws.protocols#awsJson1_0",
        };
        let (id, target) = match name.as_str() {
            "rest-json" => ("aws.protocols#restJson1", None),
            "rest-xml" => ("aws.protocols#restXml", None),
            "json" => (json(), target.clone()),
            "query" => ("aws.protocols#awsQuery", None),
            "ec2" => ("aws.protocols#ec2Query", None),
            "smithy-rpc-v2-cbor" => ("smithy.protocols#rpcv2Cbor", target.clone()),
            other => (&*format!("c2j#{other}"), None),
        };
        if protocols.iter().all(|p| p.id != id) {
            protocols.push(Protocol {
                id: id.to_owned(),
                target,
            });
        }
    }
    Some(protocols)
}

/// `signatureVersion` and `signingName`. Version 2 is kept unread; S3's variants of version 4 are that and kept, since they
/// escape paths otherwise.
fn signature(
    object: &mut Object,
    endpoint_prefix: Option<&str>,
    traits: &mut Traits,
    findings: &mut Findings<'_>,
) {
    let Some(node) = object.take("signatureVersion") else {
        return;
    };
    let (kept, at) = (node.value.clone(), node.at.clone());
    let version = node.string(findings).unwrap_or_default();
    if matches!(version.as_str(), "v4" | "s3v4" | "s3") {
        let name = object.take_string("signingName", findings);
        if let Some(name) = name.or_else(|| endpoint_prefix.map(str::to_owned)) {
            traits.insert(SigV4 { name }, at.clone());
        }
    }
    if version == "bearer" {
        traits.insert(HttpBearerAuth, at);
    } else if version != "v4" {
        traits.apply(super::super::unread("c2j#signatureVersion", kept), at);
    }
}
