//! Until when a certificate counts (RFC 5280, 4.1.2.5).
//!
//! In: a certificate in DER. Out: the end of its validity. It walks past everything in front of it and looks at nothing
//! else; whether to trust a certificate is rustls's affair.

use crate::schema::TimestampFormat;
use crate::timestamp::Timestamp;

const INTEGER: u8 = 0x02;
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The last moment at which it counts; `None` if it has another form.
pub(super) fn end(certificate: &[u8]) -> Option<Timestamp> {
    let (certificate, _) = value(certificate, SEQUENCE)?;
    let (signed, _) = value(certificate, SEQUENCE)?;
    // Version, which old ones do without; serial number, algorithm, issuer.
    let signed = value(signed, VERSION).map_or(signed, |(_, rest)| rest);
    let (_, signed) = value(signed, INTEGER)?;
    let (_, signed) = value(signed, SEQUENCE)?;
    let (_, signed) = value(signed, SEQUENCE)?;
    let (validity, _) = value(signed, SEQUENCE)?;
    let (_, rest) = time(validity)?;
    time(rest).map(|(end, _)| end)
}

/// The content of a value with this tag, and what follows it.
fn value(from: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = from.split_first()?;
    let (length, rest) = rest.split_first()?;
    if *found != tag {
        return None;
    }
    let (length, rest) = match length {
        short @ 0..=0x7f => (usize::from(*short), rest),
        long @ 0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(long & 0x7f))?;
            let length = bytes
                .iter()
                .fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            (length, rest)
        }
        _ => return None,
    };
    rest.split_at_checked(length)
}

fn time(from: &[u8]) -> Option<(Timestamp, &[u8])> {
    let (text, rest, century) = match value(from, UTC_TIME) {
        // Two digits are a year of 1950 to 2049.
        Some((text, rest)) => {
            let century = if text.first()? < &b'5' { "20" } else { "19" };
            (text, rest, century)
        }
        None => {
            let (text, rest) = value(from, GENERALIZED_TIME)?;
            (text, rest, "")
        }
    };
    let text = format!("{century}{}", std::str::from_utf8(text).ok()?);
    let part = |from: usize, to: usize| text.get(from..to);
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
    if part(14, text.len())? != "Z" {
        return None;
    }
    let text = format!("{year}-{month}-{day}T{hour}:{minute}:{second}Z");
    let time = Timestamp::parse(&text, TimestampFormat::DateTime, true).ok()?;
    Some((time, rest))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    #[test]
    fn the_end_is_found() {
        let key = KeyPair::generate().unwrap();
        let of = |year: i32| {
            let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
            params.not_before = date_time_ymd(1950, 1, 1);
            params.not_after = date_time_ymd(year, 12, 31);
            let certificate = params.self_signed(&key).unwrap();
            end(certificate.der()).map(|time| time.to_string())
        };
        for year in [1950, 1999, 2000, 2049, 2050, 9999] {
            assert_eq!(of(year), Some(format!("{year}-12-31T00:00:00Z")));
        }
    }

    #[test]
    fn no_damage_is_more_than_nothing() {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let whole = certificate.der();
        for cut in 0..whole.len() {
            assert_eq!(end(&whole[..cut]), None);
        }
        for at in 0..whole.len() {
            for byte in [0, 0x7f, 0x80, 0x84, 0xff] {
                let mut damaged = whole.to_vec();
                damaged[at] = byte;
                let _ = end(&damaged);
            }
        }
    }
}
