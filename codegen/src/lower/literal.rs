//! Defaults as literals.
//!
//! In: the value of a `default` trait and the shape that it is for. Out: the literal, or what is wrong with the value. Never
//! whether a default applies.

use super::Context;
use super::enumeration;
use crate::id::ShapeId;
use crate::model::{Kind, Member, Number, Value};
use crate::rust::{DocumentLiteral, Literal};

/// The literal for a value of the shape `target`.
pub(super) fn of(
    context: &Context<'_>,
    value: &Value,
    target: &ShapeId,
) -> Result<Literal, String> {
    let Some(shape) = context.model.get(target) else {
        return Err(format!("{target} is not in the model"));
    };
    let literal = match (&shape.kind, value) {
        (Kind::Boolean, Value::Boolean(value)) => Some(Literal::Bool(*value)),
        (Kind::String, Value::String(text)) => Some(Literal::String(text.clone())),
        (Kind::Byte, Value::Number(number)) => integer(number, i8::MIN.into(), i8::MAX.into()),
        (Kind::Short, Value::Number(number)) => integer(number, i16::MIN.into(), i16::MAX.into()),
        (Kind::Integer, Value::Number(number)) => integer(number, i32::MIN.into(), i32::MAX.into()),
        (Kind::Long, Value::Number(number)) => integer(number, i64::MIN, i64::MAX),
        (Kind::Float | Kind::Double, Value::Number(number)) => float(number),
        (Kind::BigInteger, Value::Number(Number::Integer(number))) => {
            Some(Literal::Number(number.to_string()))
        }
        (Kind::BigDecimal, Value::Number(number)) => Some(Literal::Number(number.to_string())),
        (Kind::Timestamp, Value::Number(number)) => epoch(number),
        (Kind::Timestamp, Value::String(text)) => date_time(text),
        (Kind::Blob, Value::String(text)) => base64(text).map(Literal::Blob),
        (Kind::Enum(members) | Kind::IntEnum(members), value) => {
            variant(context, target, members, value)
        }
        (Kind::List(_), Value::Array(items)) if items.is_empty() => Some(Literal::EmptyVec),
        (Kind::Map { .. }, Value::Object(members)) if members.is_empty() => Some(Literal::EmptyMap),
        (Kind::Document, value) => document(value).map(Literal::Document),
        _ => None,
    };
    literal.ok_or_else(|| {
        format!(
            "the default is no value of a {} that a default may be",
            shape.kind.name()
        )
    })
}

fn integer(number: &Number, min: i64, max: i64) -> Option<Literal> {
    let Number::Integer(number) = number else {
        return None;
    };
    let number = i64::try_from(*number).ok()?;
    (min <= number && number <= max).then_some(Literal::Integer(number))
}

/// The text of a finite number.
fn float(number: &Number) -> Option<Literal> {
    let text = number.to_string();
    let value: f64 = text.parse().ok()?;
    value.is_finite().then_some(Literal::Float(text))
}

fn variant(
    context: &Context<'_>,
    of: &ShapeId,
    members: &[Member],
    value: &Value,
) -> Option<Literal> {
    let index = members
        .iter()
        .position(|member| enumeration::value(member) == *value)?;
    let name = enumeration::claim(members).into_iter().nth(index)?.ident;
    let of = context.paths.shape(of)?.path.clone();
    Some(Literal::Variant { of, name })
}

fn document(value: &Value) -> Option<DocumentLiteral> {
    Some(match value {
        Value::Null => DocumentLiteral::Null,
        Value::Boolean(value) => DocumentLiteral::Bool(*value),
        Value::Number(number) => DocumentLiteral::Number(number.to_string()),
        Value::String(text) => DocumentLiteral::String(text.clone()),
        Value::Array(items) if items.is_empty() => DocumentLiteral::Array(Vec::new()),
        Value::Object(members) if members.is_empty() => DocumentLiteral::Object(Vec::new()),
        Value::Array(_) | Value::Object(_) => return None,
    })
}

/// Seconds since 1970, with a fraction of up to nine digits.
pub(super) fn epoch(number: &Number) -> Option<Literal> {
    let text = match number {
        Number::Integer(seconds) => {
            let seconds = i64::try_from(*seconds).ok()?;
            return Some(Literal::Timestamp { seconds, nanos: 0 });
        }
        Number::Decimal(text) => text,
    };
    let text = plain(text)?;
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    let seconds: i64 = whole.parse().ok()?;
    let nanos = nanos(fraction)?;
    if nanos > 0 && whole.starts_with('-') {
        return Some(Literal::Timestamp {
            seconds: seconds.checked_sub(1)?,
            nanos: 1_000_000_000 - nanos,
        });
    }
    Some(Literal::Timestamp { seconds, nanos })
}

/// A decimal number without its exponent.
fn plain(text: &str) -> Option<String> {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return Some(text.to_owned());
    };
    let exponent: i32 = exponent.parse().ok()?;
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(mantissa) => ("-", mantissa),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    // Nothing that a timestamp can be has more digits.
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    if !(-30..=30).contains(&point) {
        return None;
    }
    let padded = format!("{:0>31}{whole}{fraction}{:0<31}", "", "");
    let point = usize::try_from(point + 31).ok()?;
    let (whole, fraction) = padded.split_at_checked(point)?;
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    Some(format!("{sign}0{whole}.{fraction:0<1}"))
}

/// Up to nine digits behind a point.
fn nanos(fraction: &str) -> Option<u32> {
    if fraction.is_empty()
        || fraction.len() > 9
        || !fraction.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    format!("{fraction:0<9}").parse().ok()
}

/// RFC 3339 in UTC: `1985-04-12T23:20:50.52Z`.
fn date_time(text: &str) -> Option<Literal> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [year, month, day] = digits(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = digits(time, ':', [2, 2, 2])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    if !(1..=last).contains(&day) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    // Days since 1970 by counting years from March, so that a leap day ends one.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + day
        - 719_469;
    Some(Literal::Timestamp {
        seconds: days * 86_400 + hour * 3_600 + minute * 60 + second,
        nanos: nanos(fraction)?,
    })
}

/// Three numbers of so many digits, and what separates them.
fn digits(text: &str, separator: char, lengths: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; 3];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let part = parts.next()?;
        if part.len() != length || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(numbers)
}

/// Standard base64 with padding (RFC 4648, section 4).
fn base64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (groups, rest) = text.as_bytes().as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    for (at, group) in groups.iter().enumerate() {
        let padding = group.iter().rev().take_while(|&&byte| byte == b'=').count();
        if padding > 2 || (padding > 0 && at + 1 < groups.len()) {
            return None;
        }
        let mut bits = 0_u32;
        for &byte in &group[..4 - padding] {
            let digit = ALPHABET.iter().position(|&letter| letter == byte)?;
            bits = bits << 6 | u32::try_from(digit).ok()?;
        }
        let all = (bits << (6 * padding)).to_be_bytes();
        bytes.extend(&all[1..4 - padding]);
    }
    Some(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn timestamps() {
        let at = |seconds, nanos| Some(Literal::Timestamp { seconds, nanos });
        assert_eq!(date_time("1970-01-01T00:00:00Z"), at(0, 0));
        assert_eq!(
            date_time("1985-04-12T23:20:50.52Z"),
            at(482_196_050, 520_000_000)
        );
        assert_eq!(date_time("2000-02-29T12:00:00Z"), at(951_825_600, 0));
        assert_eq!(date_time("1969-12-31T23:59:59.5Z"), at(-1, 500_000_000));
        assert_eq!(date_time("0001-01-01T00:00:00Z"), at(-62_135_596_800, 0));
        for wrong in [
            "1900-02-29T00:00:00Z",
            "1985-13-12T23:20:50Z",
            "1985-04-31T23:20:50Z",
            "1985-04-12T24:00:00Z",
            "1985-04-12T23:20:50+01:00",
            "85-04-12T23:20:50Z",
            "1985-04-12T23:20Z",
            "1985-04-12T23:20:50.Z",
            "",
        ] {
            assert_eq!(date_time(wrong), None, "{wrong}");
        }
        assert_eq!(
            epoch(&Number::Decimal("1.5".to_owned())),
            at(1, 500_000_000)
        );
        assert_eq!(
            epoch(&Number::Decimal("-1.25".to_owned())),
            at(-2, 750_000_000)
        );
        assert_eq!(
            epoch(&Number::Decimal("-0.25".to_owned())),
            at(-1, 750_000_000)
        );
        assert_eq!(epoch(&Number::Decimal("1e3".to_owned())), at(1000, 0));
        assert_eq!(
            epoch(&Number::Decimal("9.46845296123E8".to_owned())),
            at(946_845_296, 123_000_000)
        );
        assert_eq!(
            epoch(&Number::Decimal("-25e-2".to_owned())),
            at(-1, 750_000_000)
        );
        assert_eq!(epoch(&Number::Decimal("1e-10".to_owned())), None);
        assert_eq!(epoch(&Number::Decimal("1e40".to_owned())), None);
    }

    #[test]
    fn blobs() {
        for (text, bytes) in [
            ("", Some(&b""[..])),
            ("YWJj", Some(b"abc")),
            ("YWI=", Some(b"ab")),
            ("YQ==", Some(b"a")),
        ] {
            assert_eq!(base64(text).as_deref(), bytes, "{text}");
        }
        for wrong in ["YWJ", "YQ==YQ==", "Y===", "====", "Y-Jj", "YW J"] {
            assert_eq!(base64(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_stay_in_their_type() {
        assert_eq!(
            integer(&Number::Integer(127), -128, 127),
            Some(Literal::Integer(127))
        );
        assert_eq!(integer(&Number::Integer(128), -128, 127), None);
        assert_eq!(integer(&Number::Decimal("1.0".to_owned()), -128, 127), None);
        assert_eq!(float(&Number::Decimal("1e400".to_owned())), None);
        assert_eq!(
            float(&Number::Integer(1)),
            Some(Literal::Float("1".to_owned()))
        );
    }
}
