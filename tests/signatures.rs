//! Signatures of this project beside those of botocore for the same requests and times.
//!
//! boto3/record_signatures.py makes the requests, and writes down what botocore sends.

use std::time::{Duration, UNIX_EPOCH};

use serde_json::Value;
use tinsmith::credentials::Credentials;
use tinsmith::http::{HeaderName, HeaderValue, Request};
use tinsmith::sigv4::{Payload, Scope, Settings, Signer, SigningParams};

fn text<'c>(case: &'c Value, name: &str) -> &'c str {
    case[name].as_str().expect("a text")
}

fn credentials(case: &Value) -> Credentials {
    let credentials = Credentials::new(text(case, "id"), text(case, "secret"));
    match case["token"].as_str() {
        Some(token) => credentials.with_session(token, None),
        None => credentials,
    }
}

fn compare(signer: &Signer, case: &Value) -> Result<(), String> {
    let body = text(case, "body").as_bytes();
    let request = Request::builder()
        .method(text(case, "method"))
        .uri(text(case, "url"));
    let (mut head, ()) = request
        .body(())
        .map_err(|error| error.to_string())?
        .into_parts();
    for header in case["headers"].as_array().expect("headers") {
        let part = |index: usize| header[index].as_str().expect("a text").as_bytes();
        let name = HeaderName::from_bytes(part(0)).expect("a name");
        let value = HeaderValue::from_bytes(part(1)).expect("a value");
        head.headers.append(name, value);
    }
    let kind = text(case, "signer");
    let settings = match kind.starts_with("s3") {
        true => Settings::S3,
        false => Settings::default(),
    };
    let payload = match kind {
        "unsigned" | "s3-query" => Payload::Unsigned,
        _ => Payload::Bytes(body),
    };
    let scope = Scope {
        region: text(case, "region"),
        service: text(case, "service"),
    };
    let time = UNIX_EPOCH + Duration::from_secs(case["time"].as_u64().expect("seconds"));
    let keys = credentials(&case["credentials"]);
    let params = SigningParams::new(&keys, scope, time).settings(settings);
    match case["expires"].as_u64() {
        Some(seconds) => signer.presign(&mut head, payload, &params, Duration::from_secs(seconds)),
        None => signer.sign(&mut head, payload, &params),
    }
    .map_err(|error| error.to_string())?;

    let expected = &case["signed"];
    // A `Uri` has a path where a URL may have none.
    let url = text(expected, "url");
    let url = match url.find("com?") {
        Some(at) => format!("{}/{}", &url[..at + 3], &url[at + 3..]),
        None => url.to_owned(),
    };
    let ours = head.uri.to_string();
    if ours.trim_end_matches('/') != url.trim_end_matches('/') {
        return Err(format!("the URL is {ours}, not {url}"));
    }
    for (name, value) in expected["headers"].as_object().expect("headers") {
        let ours = head.headers.get(name).map(HeaderValue::as_bytes);
        if ours != value.as_str().map(str::as_bytes) {
            let ours = ours.map(String::from_utf8_lossy);
            return Err(format!("the header {name} is {ours:?}, not {value}"));
        }
    }
    Ok(())
}

#[test]
fn signatures_are_those_of_botocore() {
    let cases: Value = serde_json::from_str(include_str!("boto3/signatures.json")).expect("JSON");
    let cases = cases.as_array().expect("cases");
    assert!(cases.len() > 100, "{} cases", cases.len());
    let signer = Signer::new();
    let wrong: Vec<_> = cases
        .iter()
        .filter_map(|case| {
            let error = compare(&signer, case).err()?;
            Some(format!(
                "{}: {error}\n  {}",
                text(case, "name"),
                text(case, "url")
            ))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
