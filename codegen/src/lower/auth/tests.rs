//! Schemes of services and operations, from both formats.

use crate::rust::{AuthScheme, Crate};
use crate::settings::Settings;
use crate::{Source, plan};

/// A crate, and the warnings that tell of schemes: `subject: message; help`.
fn lowered(text: &str) -> (Crate, Vec<String>) {
    let plan = plan(&[Source::new("model.json", text)], &Settings::new("jobs"));
    let plan = plan.unwrap_or_else(|diagnostics| panic!("{diagnostics:#?}"));
    let warnings = plan
        .warnings
        .iter()
        .filter(|it| it.message.contains("authenticate"));
    let warnings = warnings.map(|it| {
        format!(
            "{}: {}; {}",
            it.subject.clone().unwrap_or_default(),
            it.message,
            it.help.clone().unwrap_or_default()
        )
    });
    let warnings = warnings.collect();
    (plan.krate, warnings)
}

/// A Smithy model of a service with these traits, and of an operation `Do` with those.
fn smithy(service: &str, operation: &str) -> String {
    format!(
        r#"{{"smithy": "2.0", "shapes": {{
            "ns#Jobs": {{"type": "service", "version": "1", "operations": [{{"target": "ns#Do"}}],
                "traits": {{"aws.protocols#restJson1": {{}}, "aws.api#service": {{"sdkId": "Jobs"}}{service}}}}},
            "ns#Do": {{"type": "operation",
                "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/"}}{operation}}}}}
        }}}}"#
    )
}

/// The same in C2J.
fn c2j(metadata: &str, operation: &str) -> String {
    format!(
        r#"{{"metadata": {{"apiVersion": "1", "protocol": "rest-json", "serviceId": "Jobs", "endpointPrefix": "jobs"{metadata}}},
            "operations": {{"Do": {{"name": "Do", "http": {{"method": "POST", "requestUri": "/"}}{operation}}}}},
            "shapes": {{}}}}"#
    )
}

/// Schemes in short: `sigv4, bearer`.
fn short(schemes: &[AuthScheme]) -> String {
    let short: Vec<String> = schemes
        .iter()
        .map(|scheme| match scheme {
            AuthScheme::None => "none".to_owned(),
            AuthScheme::SigV4 => "sigv4".to_owned(),
            AuthScheme::Bearer => "bearer".to_owned(),
            AuthScheme::ApiKeyHeader { name, scheme } => {
                format!("header {name} {scheme}").trim_end().to_owned()
            }
            AuthScheme::ApiKeyQuery(name) => format!("query {name}"),
        })
        .collect();
    short.join(", ")
}

/// The service's schemes, those of the operation where they differ, and the name in signatures.
fn schemes(text: &str) -> (String, Option<String>, Option<String>) {
    let (krate, _) = lowered(text);
    let client = krate.client.unwrap();
    let operation = krate.operations[0].auth.as_deref().map(short);
    (short(&client.auth), operation, client.signing_name)
}

const SIGV4: &str = r#", "aws.auth#sigv4": {"name": "sign"}"#;
const BEARER: &str = r#", "smithy.api#httpBearerAuth": {}"#;

fn auth(ids: &str) -> String {
    format!(r#", "smithy.api#auth": [{ids}]"#)
}

#[test]
fn a_service_has_the_schemes_that_it_lists_or_all_by_name() {
    let key = r#", "smithy.api#httpApiKeyAuth": {"name": "X-Key", "in": "header"}"#;
    let scheme =
        r#", "smithy.api#httpApiKeyAuth": {"name": "X-Key", "in": "header", "scheme": "ApiKey"}"#;
    let query = r#", "smithy.api#httpApiKeyAuth": {"name": "Key", "in": "query"}"#;
    let listed = auth(r#""smithy.api#httpBearerAuth", "aws.auth#sigv4""#);
    for (traits, expected) in [
        (String::new(), "none"),
        (SIGV4.to_owned(), "sigv4"),
        (BEARER.to_owned(), "bearer"),
        (key.to_owned(), "header x-key"),
        (scheme.to_owned(), "header x-key ApiKey"),
        (query.to_owned(), "query Key"),
        (
            format!("{BEARER}{query}{SIGV4}"),
            "sigv4, query Key, bearer",
        ),
        (format!("{SIGV4}{BEARER}{listed}"), "bearer, sigv4"),
        (format!("{SIGV4}{}", auth("")), "none"),
    ] {
        let (service, operation, _) = schemes(&smithy(&traits, ""));
        assert_eq!((service.as_str(), operation), (expected, None), "{traits}");
    }
}

#[test]
fn an_operation_may_differ() {
    let both = format!("{SIGV4}{BEARER}");
    for (service, operation, expected) in [
        (&both, String::new(), None),
        (&both, auth(""), Some("none")),
        (&both, auth(r#""smithy.api#noAuth""#), Some("none")),
        (
            &both,
            auth(r#""smithy.api#httpBearerAuth""#),
            Some("bearer"),
        ),
        (
            &both,
            auth(r#""aws.auth#sigv4", "smithy.api#httpBearerAuth""#),
            None,
        ),
        (
            &both,
            r#", "smithy.api#optionalAuth": {}"#.to_owned(),
            Some("sigv4, bearer, none"),
        ),
        (
            &String::new(),
            r#", "smithy.api#optionalAuth": {}"#.to_owned(),
            None,
        ),
    ] {
        let (_, found, _) = schemes(&smithy(service, &operation));
        assert_eq!(found.as_deref(), expected, "{operation}");
    }
}

#[test]
fn signatures_have_a_name_where_anything_is_signed() {
    let name = |text: &str| schemes(text).2;
    assert_eq!(name(&smithy(SIGV4, "")).as_deref(), Some("sign"));
    assert_eq!(name(&smithy(BEARER, "")), None);
    let bearer = auth(r#""smithy.api#httpBearerAuth""#);
    let sigv4 = auth(r#""aws.auth#sigv4""#);
    assert_eq!(name(&smithy(&format!("{SIGV4}{BEARER}{bearer}"), "")), None);
    assert_eq!(
        name(&smithy(&format!("{SIGV4}{BEARER}{bearer}"), &sigv4)).as_deref(),
        Some("sign")
    );
    assert_eq!(
        name(&c2j(r#", "signatureVersion": "v4""#, "")).as_deref(),
        Some("jobs")
    );
    assert_eq!(
        name(&c2j(
            r#", "signatureVersion": "v4", "signingName": "sign""#,
            ""
        ))
        .as_deref(),
        Some("sign")
    );
}

#[test]
fn c2j_says_the_same_in_its_own_words() {
    let v4 = r#", "signatureVersion": "v4""#;
    for (metadata, operation, expected) in [
        ("", "", ("none", None)),
        (v4, "", ("sigv4", None)),
        (r#", "signatureVersion": "s3""#, "", ("sigv4", None)),
        (
            r#", "signatureVersion": "s3v4", "auth": ["aws.auth#sigv4"]"#,
            "",
            ("sigv4", None),
        ),
        (r#", "signatureVersion": "bearer""#, "", ("bearer", None)),
        (
            r#", "signatureVersion": "v4", "auth": ["aws.auth#sigv4", "smithy.api#httpBearerAuth"]"#,
            "",
            ("sigv4, bearer", None),
        ),
        (
            r#", "signatureVersion": "v4", "auth": ["aws.auth#sigv4a", "aws.auth#sigv4"]"#,
            "",
            ("sigv4", None),
        ),
        (
            v4,
            r#", "authtype": "none", "auth": ["smithy.api#noAuth"]"#,
            ("sigv4", Some("none")),
        ),
        (v4, r#", "authtype": "none""#, ("sigv4", Some("none"))),
        (v4, r#", "authtype": "v4""#, ("sigv4", None)),
        (v4, r#", "authtype": "bearer""#, ("sigv4", Some("bearer"))),
        (v4, r#", "authtype": "v4-unsigned-body""#, ("sigv4", None)),
        (r#", "signatureVersion": "v2""#, "", ("none", None)),
    ] {
        let (service, found, _) = schemes(&c2j(metadata, operation));
        assert_eq!(
            (service.as_str(), found.as_deref()),
            expected,
            "{metadata}{operation}"
        );
    }
    let (krate, _) = lowered(&c2j(
        v4,
        r#", "authtype": "v4-unsigned-body", "unsignedPayload": true"#,
    ));
    assert!(krate.operations[0].unsigned_payload);
}

#[test]
fn what_clients_do_not_know_is_warned_of() {
    let digest = r#", "smithy.api#httpDigestAuth": {}"#;
    let sigv4a = r#", "aws.auth#sigv4a": {"name": "sign"}"#;
    let (krate, warnings) = lowered(&smithy(digest, ""));
    assert_eq!(short(&krate.client.unwrap().auth), "none");
    assert_eq!(
        warnings,
        [
            "ns#Jobs: the client does not authenticate by smithy.api#httpDigestAuth; requests are sent without a word of who \
          sends them, unless the transport that is given to the client adds it"
        ]
    );
    let (krate, warnings) = lowered(&smithy(
        &format!("{SIGV4}{sigv4a}"),
        &auth(r#""aws.auth#sigv4a""#),
    ));
    let client = krate.client.unwrap();
    assert_eq!(short(&client.auth), "sigv4");
    assert_eq!(
        krate.operations[0].auth.as_deref().map(short).as_deref(),
        Some("none")
    );
    assert_eq!(warnings.len(), 1, "{warnings:#?}");
    assert!(
        warnings[0].contains("aws.auth#sigv4a; the client uses the other schemes"),
        "{warnings:#?}"
    );
    let (_, warnings) = lowered(&smithy(
        SIGV4,
        &auth(r#""smithy.api#httpBasicAuth", "aws.auth#sigv4""#),
    ));
    assert!(
        warnings[0].starts_with(
            "ns#Do: the client does not authenticate by smithy.api#httpBasicAuth; the client uses"
        ),
        "{warnings:#?}"
    );
    let (_, warnings) = lowered(&c2j(r#", "signatureVersion": "v2""#, ""));
    assert!(
        warnings[0].contains("by what `signatureVersion` says; requests are sent without"),
        "{warnings:#?}"
    );
    let (_, warnings) = lowered(&c2j(
        r#", "signatureVersion": "v4""#,
        r#", "authtype": "custom""#,
    ));
    assert!(
        warnings[0].contains("Do: the client does not authenticate by what `authtype` says"),
        "{warnings:#?}"
    );
    for silent in [
        smithy("", ""),
        smithy(SIGV4, ""),
        c2j(r#", "signatureVersion": "s3""#, ""),
    ] {
        assert_eq!(lowered(&silent).1, [""; 0]);
    }
}

#[test]
fn a_key_has_a_place_that_can_be_written() {
    let refused = |key: &str| {
        let text = smithy(&format!(r#", "smithy.api#httpApiKeyAuth": {key}"#), "");
        let plan = plan(&[Source::new("model.json", text)], &Settings::new("jobs"));
        let diagnostics = plan.err().unwrap();
        diagnostics
            .iter()
            .map(|it| it.message.clone())
            .collect::<Vec<_>>()
    };
    for (key, said) in [
        (
            r#"{"name": "X Key", "in": "header"}"#,
            "\"X Key\" is no name of a header",
        ),
        (
            r#"{"name": "", "in": "query"}"#,
            "the query parameter of a key has no name",
        ),
        (
            r#"{"name": "X", "in": "header", "scheme": "Api Key"}"#,
            "the scheme of a key is no word",
        ),
        (
            r#"{"name": "X", "in": "cookie"}"#,
            "a key is in no such place",
        ),
    ] {
        assert_eq!(refused(key), [said], "{key}");
    }
}
