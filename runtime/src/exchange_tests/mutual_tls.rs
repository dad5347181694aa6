//! Clients that authenticate themselves by a certificate, against a server that demands one.

use super::depot::*;
use super::tls::{Authority, find, serve};
use crate::client::{Client, Config, ConfigError, HttpTransport, HttpTransportBuilder};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rcgen::{KeyPair, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, date_time_ymd};

/// DER as PEM.
fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = (0..text.len())
        .step_by(64)
        .map(|at| &text[at..text.len().min(at + 64)])
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}

/// A transport that trusts this authority.
fn trusting(authority: &Authority) -> HttpTransportBuilder {
    HttpTransport::builder().root_certificates_pem(pem("CERTIFICATE", &authority.root))
}

/// What a call says over this transport.
async fn call(port: u16, transport: HttpTransportBuilder) -> Result<String, String> {
    let config = Config::builder()
        .endpoint_url(format!("https://localhost:{port}/v1"))
        .transport(transport.build().map_err(|error| error.to_string())?)
        .no_retries()
        .build()
        .unwrap();
    let client = Client::new(config, &SERVICE);
    match client.send(find()).await {
        Ok(output) => Ok(output.path.unwrap_or_default()),
        Err(error) => Err(error.to_string()),
    }
}

#[tokio::test]
async fn a_device_is_known_by_its_certificate() {
    let (servers, devices) = (Authority::new(), Authority::new());
    let port = serve(&servers, Some(&devices)).await;
    let (certificate, key) = devices.issue("device");
    let pkcs8 = key.serialize_pem();
    // The key alone, as it stands in PKCS#8: a sequence in an octet string.
    let der = key.serialize_der();
    let at = der.windows(2).position(|it| it == [0x04, 0x6d]).unwrap();
    let sec1 = pem("EC PRIVATE KEY", &der[at + 2..]);
    let chain = format!("{}{}", certificate.pem(), pem("CERTIFICATE", &devices.root));
    for (certificates, key) in [
        (certificate.pem(), pkcs8.clone()),
        (certificate.pem(), sec1),
        (chain, pkcs8.clone()),
        // Text in front of a section, as OpenSSL writes it, and another kind of line ends.
        (
            format!("subject: device\n\n{}", certificate.pem()),
            format!("{}{pkcs8}", pem("EC PARAMETERS", b"x")).replace('\n', "\r\n"),
        ),
    ] {
        let transport = trusting(&servers).client_certificate_pem(certificates, key);
        assert_eq!(call(port, transport).await.as_deref(), Ok("found"));
    }
}

#[tokio::test]
async fn other_kinds_of_keys_are_taken() {
    let authority = Authority::new();
    for algorithm in [&PKCS_ECDSA_P384_SHA384, &PKCS_ED25519] {
        let key = KeyPair::generate_for(algorithm).unwrap();
        let params = rcgen::CertificateParams::new(["device".to_owned()]).unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let transport =
            trusting(&authority).client_certificate_pem(certificate.pem(), key.serialize_pem());
        transport.build().unwrap();
    }
}

#[tokio::test]
async fn without_a_certificate_or_with_a_strange_one_the_server_refuses() {
    let (servers, devices) = (Authority::new(), Authority::new());
    let port = serve(&servers, Some(&devices)).await;
    let error = call(port, trusting(&servers)).await.unwrap_err();
    assert!(error.contains("CertificateRequired"), "{error}");
    let (certificate, key) = Authority::new().issue("device");
    let strange = trusting(&servers).client_certificate_pem(certificate.pem(), key.serialize_pem());
    let error = call(port, strange).await.unwrap_err();
    assert!(error.contains("alert"), "{error}");
    // And a server that nobody vouches for is not told who calls.
    let (certificate, key) = devices.issue("device");
    let transport =
        HttpTransport::builder().client_certificate_pem(certificate.pem(), key.serialize_pem());
    let error = call(port, transport).await.unwrap_err();
    assert!(error.contains("UnknownIssuer"), "{error}");
}

/// Every way in which the texts can be wrong, and what is said.
#[test]
fn what_is_wrong_is_told_before_anything_is_sent() {
    let authority = Authority::new();
    let (certificate, key) = authority.issue("device");
    let (other, other_key) = authority.issue("other");
    let (expired, expired_key) = authority.issue_with("device", |params| {
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(2020, 2, 3);
    });
    let (certificate, key) = (certificate.pem(), key.serialize_pem());
    let (other, other_key) = (other.pem(), other_key.serialize_pem());
    let cut = |text: &str| text[..text.len() / 2].to_owned();
    let damaged = |text: &str| text.replace("MI", "M*");
    let nonsense = |label| pem(label, b"nonsense");
    for (certificates, key, said) in [
        (
            String::new(),
            key.clone(),
            "there is no certificate (`-----BEGIN CERTIFICATE-----`) in the text",
        ),
        (
            certificate.clone(),
            String::new(),
            "there is no key (`-----BEGIN PRIVATE KEY-----`) in the text",
        ),
        (
            key.clone(),
            certificate.clone(),
            "but a key: `client_certificate_pem` takes the certificates first",
        ),
        (
            certificate.clone(),
            certificate.clone(),
            "but a certificate: `client_certificate_pem` takes",
        ),
        (
            certificate.clone(),
            other_key.clone(),
            "the key does not belong to the certificate: ",
        ),
        (
            format!("{other}{certificate}"),
            key.clone(),
            "but to certificate 2 of the text: put that one first",
        ),
        (
            expired.pem(),
            expired_key.serialize_pem(),
            "the certificate expired at 2020-02-03T00:00:00Z",
        ),
        (cut(&certificate), key.clone(), "has no `-----END"),
        (certificate.clone(), cut(&key), "has no `-----END"),
        (damaged(&certificate), key.clone(), "is no base64"),
        (certificate.clone(), damaged(&key), "is no base64"),
        (
            nonsense("CERTIFICATE"),
            key.clone(),
            "the first certificate is none",
        ),
        (
            certificate.clone(),
            nonsense("RSA PRIVATE KEY"),
            "the key is of no kind that is supported",
        ),
        (
            certificate.clone(),
            nonsense("ENCRYPTED PRIVATE KEY"),
            "encrypted with a passphrase",
        ),
    ] {
        let builder = HttpTransport::builder().client_certificate_pem(certificates, key.clone());
        assert!(!format!("{builder:?}").contains(&key) || key.is_empty());
        let error: ConfigError = builder.build().unwrap_err();
        assert_eq!(error.setting(), "client_certificate_pem");
        let text = format!("{error} {error:?}");
        assert!(text.contains(said), "`{said}` is not in: {text}");
        for secret in [&key, &other_key] {
            for line in secret
                .lines()
                .filter(|it| it.len() > 20 && !it.starts_with("-----"))
            {
                assert!(!text.contains(&line[..20]), "{text}");
            }
        }
    }
    let error = HttpTransport::builder()
        .root_certificates_pem(key)
        .build()
        .unwrap_err();
    assert_eq!(error.setting(), "root_certificates_pem");
    let error = HttpTransport::builder()
        .root_certificates_pem(nonsense("CERTIFICATE"))
        .build()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("certificate 1 of the text is none"),
        "{error}"
    );
}
