//! Certificates and keys from PEM (RFC 7468).
//!
//! In: texts. Out: what rustls takes, checked as far as that goes without a server: the key is the certificate's, and the
//! certificate has not expired. No error shows a piece of the texts.

use super::validity;
use crate::timestamp::Timestamp;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::pem::{Error as PemError, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys, RootCertStore};
use std::time::SystemTime;

const PLACES: &str = "`client_certificate_pem` takes the certificates first and the key second";

/// Adds all certificates of a text, which vouch for servers.
pub(super) fn add_roots(roots: &mut RootCertStore, pem: &[u8]) -> Result<(), String> {
    for (index, certificate) in certificates(pem)?.into_iter().enumerate() {
        roots
            .add(certificate)
            .map_err(|error| format!("certificate {} of the text is none: {error}", index + 1))?;
    }
    Ok(())
}

/// A client's certificate, with those that vouch for it, and its key.
pub(super) fn client(chain: &[u8], key: &[u8], now: SystemTime) -> Result<CertifiedKey, String> {
    let chain = certificates(chain).map_err(|what| match private_key(chain) {
        Ok(_) => format!("{what}, but a key: {PLACES}"),
        Err(_) => what,
    })?;
    let key = private_key(key).map_err(|what| match certificates(key) {
        Ok(_) => format!("{what}, but a certificate: {PLACES}"),
        Err(_) => what,
    })?;
    let key = any_supported_type(&key).map_err(|_| {
        "the key is of no kind that is supported (RSA of 2048 bits or more, ECDSA on P-256 or P-384, Ed25519), or damaged"
            .to_owned()
    })?;
    let count = chain.len();
    let certified = CertifiedKey::new(chain, key);
    match certified.keys_match() {
        Ok(()) | Err(Error::InconsistentKeys(InconsistentKeys::Unknown)) => {}
        Err(Error::InconsistentKeys(_)) => return Err(mismatch(&certified, count)),
        Err(error) => return Err(format!("the first certificate is none: {error}")),
    }
    // A certificate whose dates cannot be read is left to the server.
    let expires = certified.cert.first().and_then(|it| validity::end(it));
    match expires {
        Some(expires) if expires < Timestamp::from(now) => Err(format!(
            "the certificate expired at {expires}; get a new one"
        )),
        _ => Ok(certified),
    }
}

/// The key is another certificate's, perhaps one further down.
#[cold]
fn mismatch(certified: &CertifiedKey, count: usize) -> String {
    let fits = |index: usize| {
        let chain = certified.cert.get(index..)?.to_vec();
        let other = CertifiedKey::new(chain, certified.key.clone());
        other.keys_match().is_ok().then_some(index + 1)
    };
    match (1..count).find_map(fits) {
        Some(number) => format!(
            "the key does not belong to the first certificate, but to certificate {number} of the text: put that one first"
        ),
        None => "the key does not belong to the certificate: one of them is another device's, or older than the other"
            .to_owned(),
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    let found: Result<Vec<_>, PemError> = CertificateDer::pem_slice_iter(pem).collect();
    let found = found.map_err(|error| broken(&error))?;
    if found.is_empty() {
        return Err(
            "there is no certificate (`-----BEGIN CERTIFICATE-----`) in the text".to_owned(),
        );
    }
    Ok(found)
}

/// The first key of a text: PKCS#8, PKCS#1 or SEC 1.
fn private_key(pem: &[u8]) -> Result<PrivateKeyDer<'static>, String> {
    let has = |marker: &str| pem.windows(marker.len()).any(|it| it == marker.as_bytes());
    if has("BEGIN ENCRYPTED PRIVATE KEY") || has("Proc-Type: 4,ENCRYPTED") {
        return Err("the key is encrypted with a passphrase: decrypt it before".to_owned());
    }
    match PrivateKeyDer::from_pem_slice(pem) {
        Ok(key) => Ok(key),
        Err(PemError::NoItemsFound) => {
            Err("there is no key (`-----BEGIN PRIVATE KEY-----`) in the text".to_owned())
        }
        Err(error) => Err(broken(&error)),
    }
}

/// What is wrong with a text, without a piece of it.
#[cold]
fn broken(error: &PemError) -> String {
    match error {
        PemError::MissingSectionEnd { .. } => "a section of the text has no `-----END ...-----`",
        PemError::IllegalSectionStart { .. } => {
            "a section of the text starts with a line that is damaged"
        }
        PemError::Base64Decode(_) => "a section of the text is no base64",
        _ => "the text is no PEM",
    }
    .to_owned()
}
