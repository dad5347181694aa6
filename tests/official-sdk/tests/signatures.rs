//! The official SDK's signer beside ours: any request, the same signature.
//!
//! Requests are made at random from fixed seeds: methods, paths, queries, headers, bodies, scopes, times and credentials.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation,
    SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use fastrand::Rng;
use tinsmith::credentials::Credentials;
use tinsmith::http::request::Parts;
use tinsmith::http::{HeaderName, HeaderValue, Request, Uri};
use tinsmith::sigv4::{Payload, Scope, Settings, Signer, SigningParams};

/// How many requests are compared.
const REQUESTS: u64 = 5_000;

/// A request, and how it is signed.
struct Case {
    head: Parts,
    body: Vec<u8>,
    unsigned: bool,
    credentials: Credentials,
    region: String,
    service: String,
    time: SystemTime,
    settings: Settings,
    expires_in: Option<Duration>,
}

fn text(rng: &mut Rng, longest: usize, alphabet: &str) -> String {
    let letters: Vec<char> = alphabet.chars().collect();
    let length = rng.usize(..=longest);
    (0..length)
        .filter_map(|_| rng.choice(&letters).copied())
        .collect()
}

/// A text as URIs have it: percent-encoded but for some characters, which clients differ about.
fn escaped(text: &str, kept: &str) -> String {
    text.bytes()
        .map(|byte| {
            let letter = char::from(byte);
            match letter.is_ascii_alphanumeric() || "-._~".contains(letter) || kept.contains(letter)
            {
                true => letter.to_string(),
                false => format!("%{byte:02X}"),
            }
        })
        .collect()
}

impl Case {
    fn random(rng: &mut Rng) -> Self {
        const ANY: &str = "abzAZ019-._~ /%$&=+?#:@!*'(),;[]{}|\\^`\"<>éß漢😀";
        let method = rng.choice([
            "GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS", "PROPFIND",
        ]);
        let kept = rng.choice(["", "/", "/$:@!*'(),;+&=", "/."]).unwrap();
        let host = rng.choice([
            "https://example.com",
            "http://localhost:8080",
            "https://example.com:443",
            "http://127.0.0.1:80",
            "http://[::1]:81",
        ]);
        let mut url = host.unwrap().to_owned();
        for _ in 0..rng.usize(..5) {
            let segment = match rng.u8(..8) {
                0 => String::new(),
                1 => ".".to_owned(),
                2 => "..".to_owned(),
                3 => "$next".to_owned(),
                _ => escaped(&text(rng, 8, ANY), kept),
            };
            url.push('/');
            url.push_str(&segment);
        }
        let parameters = rng.usize(..6);
        for index in 0..parameters {
            url.push(if index == 0 { '?' } else { '&' });
            // Few names, so that some come twice. A plus sign is a space to the other one, so it is always encoded here.
            let name = text(rng, 2, "ab%$-é=&");
            url.push_str(&escaped(&name, ""));
            if rng.bool() {
                url.push('=');
                let kept = rng.choice(["", "/:@$,;", "=?"]).unwrap();
                url.push_str(&escaped(&text(rng, 6, ANY), kept));
            }
        }
        let mut request = Request::builder().method(method.unwrap()).uri(url);
        for _ in 0..rng.usize(..6) {
            let name = rng.choice([
                "content-type",
                "x-amz-target",
                "x-amz-meta-a",
                "x-amz-meta",
                "x-custom",
                "accept",
                "content-length",
                "user-agent",
                "x-amzn-trace-id",
                "transfer-encoding",
                "cookie",
                "content-md5",
                "x-amz",
                "if-match",
            ]);
            let value = text(rng, 12, "ab  ,;=\"/é");
            let value = HeaderValue::from_bytes(value.as_bytes()).unwrap();
            request = request.header(HeaderName::from_static(name.unwrap()), value);
        }
        let (mut head, ()) = request.body(()).unwrap().into_parts();
        if rng.u8(..4) == 0 {
            let host = HeaderValue::from_static("elsewhere.example.com");
            head.headers.insert("host", host);
        }
        let mut credentials = Credentials::new(
            format!("AKID{}", text(rng, 3, "ABC")),
            format!("{}!", text(rng, 80, "abcXYZ019+/=é")),
        );
        if rng.bool() {
            let token = format!("t{}", text(rng, 60, "abcXYZ019+/="));
            credentials = credentials.with_session(token, None);
        }
        let presigned = rng.u8(..4) == 0;
        Self {
            head,
            body: text(rng, 100, ANY).into_bytes(),
            unsigned: rng.u8(..4) == 0,
            credentials,
            region: rng
                .choice(["eu-west-1", "us-east-1", "cn-north-1"])
                .unwrap()
                .to_string(),
            service: rng
                .choice(["iot-jobs-data", "s3", "dynamodb"])
                .unwrap()
                .to_string(),
            time: UNIX_EPOCH + Duration::from_secs(rng.u64(..253_402_300_800)),
            settings: Settings {
                double_encode: rng.bool(),
                normalize_path: rng.bool(),
                content_sha256_header: rng.bool(),
            },
            expires_in: presigned.then(|| Duration::from_secs(rng.u64(1..=604_800))),
        }
    }

    fn ours(&self, signer: &Signer) -> Parts {
        let mut head = self.head.clone();
        let scope = Scope {
            region: &self.region,
            service: &self.service,
        };
        let params =
            SigningParams::new(&self.credentials, scope, self.time).settings(self.settings);
        let payload = match self.unsigned {
            true => Payload::Unsigned,
            false => Payload::Bytes(&self.body),
        };
        match self.expires_in {
            Some(expires_in) => signer.presign(&mut head, payload, &params, expires_in),
            None => signer.sign(&mut head, payload, &params),
        }
        .unwrap();
        head
    }

    fn theirs(&self) -> Parts {
        let mut settings = SigningSettings::default();
        settings.percent_encoding_mode = match self.settings.double_encode {
            true => PercentEncodingMode::Double,
            false => PercentEncodingMode::Single,
        };
        settings.uri_path_normalization_mode =
            UriPathNormalizationMode::from(self.settings.normalize_path);
        // We always say that a body is unsigned, as botocore does.
        settings.payload_checksum_kind = match self.settings.content_sha256_header || self.unsigned
        {
            true => PayloadChecksumKind::XAmzSha256,
            false => PayloadChecksumKind::NoHeader,
        };
        settings.expires_in = self.expires_in;
        if self.expires_in.is_some() {
            settings.signature_location = SignatureLocation::QueryParams;
        }
        let credentials = aws_credential_types::Credentials::new(
            self.credentials.access_key_id(),
            self.credentials.secret_access_key(),
            self.credentials.session_token().map(str::to_owned),
            None,
            "tests",
        );
        let identity = credentials.into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.service)
            .time(self.time)
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let mut request = Request::from_parts(self.head.clone(), ());
        let headers: Vec<(String, String)> = (request.headers().iter())
            .map(|(name, value)| {
                let value = String::from_utf8(value.as_bytes().to_vec()).unwrap();
                (name.as_str().to_owned(), value)
            })
            .collect();
        let body = match self.unsigned {
            true => SignableBody::UnsignedPayload,
            false => SignableBody::Bytes(&self.body),
        };
        let signable = SignableRequest::new(
            request.method().as_str(),
            request.uri().to_string(),
            headers.iter().map(|(name, value)| (&**name, &**value)),
            body,
        )
        .unwrap();
        let (instructions, _) = sign(signable, &params).unwrap().into_parts();
        instructions.apply_to_request_http1x(&mut request);
        request.into_parts().0
    }
}

fn header<'h>(head: &'h Parts, name: &str) -> Option<&'h [u8]> {
    head.headers.get(name).map(HeaderValue::as_bytes)
}

/// The parameters of a query; both write the same ones, in another order.
fn parameters(uri: &Uri) -> Vec<&str> {
    let mut all: Vec<&str> = uri.query().unwrap_or_default().split('&').collect();
    all.sort_unstable();
    all
}

#[test]
fn any_request_has_the_same_signature() {
    let signer = Signer::new();
    for seed in 0..REQUESTS {
        let case = Case::random(&mut Rng::with_seed(seed));
        let (ours, theirs) = (case.ours(&signer), case.theirs());
        let shown = || {
            let (method, uri, headers) = (&case.head.method, &case.head.uri, &case.head.headers);
            format!(
                "seed {seed}: {method} {uri} {headers:?} {:?}",
                case.settings
            )
        };
        for name in [
            "authorization",
            "x-amz-date",
            "x-amz-security-token",
            "x-amz-content-sha256",
        ] {
            assert_eq!(
                header(&ours, name).map(String::from_utf8_lossy),
                header(&theirs, name).map(String::from_utf8_lossy),
                "{name} of {}",
                shown()
            );
        }
        assert_eq!(
            parameters(&ours.uri),
            parameters(&theirs.uri),
            "{}",
            shown()
        );
    }
}

/// The same request again has the key that is kept; another day, scope or secret has another.
#[test]
fn keys_that_are_kept_are_the_right_ones() {
    let signer = Signer::new();
    let mut rng = Rng::with_seed(1);
    let mut case = Case::random(&mut rng);
    for _ in 0..1_000 {
        let other = Case::random(&mut rng);
        match rng.u8(..6) {
            0 => case.credentials = other.credentials,
            1 => case.region = other.region,
            2 => case.service = other.service,
            3 => case.time = other.time,
            _ => case.body = other.body,
        }
        let (ours, theirs) = (case.ours(&signer), case.theirs());
        assert_eq!(
            header(&ours, "authorization"),
            header(&theirs, "authorization")
        );
        assert_eq!(parameters(&ours.uri), parameters(&theirs.uri));
    }
}
