#![allow(clippy::unwrap_used)]

use super::*;
use crate::fixtures::{Choice, Color, Constrained, Leaf, Level, leaf};
use crate::{Blob, Timestamp};
use std::collections::HashMap;

/// Every required member set, and nothing else.
fn good() -> Constrained {
    Constrained {
        wire: Some("w".into()),
        ..Constrained::default()
    }
}

/// The one violation's path, kind and message.
fn only(value: &Constrained, path: &str, kind: ViolationKind, message: &str) {
    let violations = value.validate().unwrap_err();
    assert_eq!(violations.len(), 1, "{violations}");
    assert_eq!(violations[0].path(), path);
    assert_eq!(violations[0].kind(), kind);
    assert_eq!(violations[0].message(), message);
    assert_eq!(
        violations.to_string(),
        format!("1 validation error detected. {message}")
    );
}

macro_rules! with {
    ($($field:ident: $value:expr),*) => {
        Constrained { $($field: Some($value),)* ..good() }
    };
}

#[test]
fn the_wording_is_smithys() {
    use ViolationKind::{Enum, Length, Pattern, Range, Required, UniqueItems};
    only(
        &Constrained::default(),
        "/slash~1and~0tilde",
        Required,
        "Value at '/slash~1and~0tilde' failed to satisfy constraint: Member must not be null",
    );
    only(
        &with!(text: "éééééé👍👍👍".into()),
        "/text",
        Length,
        "Value with length 9 at '/text' failed to satisfy constraint: Member must have length between 1 and 8, inclusive",
    );
    only(
        &with!(lower: "abcd".into()),
        "/lower",
        Length,
        "Value with length 4 at '/lower' failed to satisfy constraint: Member must have length less than or equal to 3",
    );
    only(
        &with!(lower: "aB".into()),
        "/lower",
        Pattern,
        "Value at '/lower' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]+$",
    );
    only(
        &with!(byte: 1),
        "/byte",
        Range,
        "Value at '/byte' failed to satisfy constraint: Member must be between 2 and 8, inclusive",
    );
    only(
        &with!(float: 1.6),
        "/float",
        Range,
        "Value at '/float' failed to satisfy constraint: Member must be between 0.1 and 1.5, inclusive",
    );
    only(
        &with!(double: f64::NAN),
        "/double",
        Range,
        "Value at '/double' failed to satisfy constraint: Member must be between 2 and 8, inclusive",
    );
    only(
        &with!(big: "0.0999999999999999999999999999".parse().unwrap()),
        "/big",
        Range,
        "Value at '/big' failed to satisfy constraint: Member must be between 0.1 and 1.5, inclusive",
    );
    only(
        &with!(blob: Blob::from(&[1, 2, 3])),
        "/blob",
        Length,
        "Value with length 3 at '/blob' failed to satisfy constraint: Member must have length between 1 and 2, inclusive",
    );
    only(
        &with!(color: Color::Unknown("BLUE".into())),
        "/color",
        Enum,
        "Value at '/color' failed to satisfy constraint: Member must satisfy enum value set: [GREEN, RED]",
    );
    only(
        &with!(level: Level::Unknown(2)),
        "/level",
        Enum,
        "Value at '/level' failed to satisfy constraint: Member must satisfy enum value set: [1, 5]",
    );
    only(
        &with!(list: vec![]),
        "/list",
        Length,
        "Value with length 0 at '/list' failed to satisfy constraint: Member must have length between 1 and 2, inclusive",
    );
    only(
        &with!(list: vec!["a".into(), "1".into()]),
        "/list/1",
        Pattern,
        "Value at '/list/1' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]+$",
    );
    only(
        &with!(map: HashMap::from([("A".into(), "ok".into())])),
        "/map",
        Pattern,
        "Value at '/map' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z]+$",
    );
    only(
        &with!(map: HashMap::from([("abc".into(), "x".into())])),
        "/map/abc",
        Length,
        "Value with length 1 at '/map/abc' failed to satisfy constraint: Member must have length greater than or equal to 2",
    );
    only(
        &with!(colors: HashMap::from([(Color::Unknown("BLUE".into()), Color::Red)])),
        "/colors",
        Enum,
        "Value at '/colors' failed to satisfy constraint: Member must satisfy enum value set: [GREEN, RED]",
    );
    only(
        &with!(choice: Choice::Text(String::new())),
        "/choice/text",
        Length,
        "Value with length 0 at '/choice/text' failed to satisfy constraint: Member must have length between 1 and 8, inclusive",
    );
    only(
        &with!(dates: vec![Timestamp::from_secs(1), Timestamp::from_secs(1)]),
        "/dates",
        UniqueItems,
        "Value at '/dates' failed to satisfy constraint: Member must have unique values",
    );
}

#[test]
fn values_within_their_constraints_pass() {
    let value = with!(
        text: "👍👍👍👍👍👍👍👍".into(),
        lower: "abc".into(),
        byte: 8,
        float: 0.1,
        double: 2.0,
        big: "1.50".parse().unwrap(),
        blob: Blob::from(&[1]),
        color: Color::Hidden,
        level: Level::Low,
        list: vec!["a".into(), "a".into()],
        map: HashMap::from([("a".into(), "bb".into())]),
        colors: HashMap::from([(Color::Red, Color::Hidden)]),
        choice: Choice::Number(1),
        leaves: vec![leaf(1), leaf(2)],
        dates: vec![Timestamp::from_secs(1), Timestamp::new(1, 5).unwrap()],
        sets: vec![vec!["a".into(), "b".into()], vec!["b".into(), "a".into()]]
    );
    assert_eq!(value.validate(), Ok(()));
}

#[test]
fn all_violations_come_in_the_models_order_up_to_the_limit() {
    let value = Constrained {
        wire: None,
        choice: Some(Choice::Leaf(Leaf {
            id: "too long an id".into(),
            next: Some(Box::new(Leaf::default())),
            quoted: None,
        })),
        map: Some((0..50).map(|i| (format!("k{i:02}"), "x".into())).collect()),
        ..with!(byte: 9, text: String::new(), lower: "ABCD".into())
    };
    let all = value.validate_with(1000).unwrap_err();
    let paths: Vec<_> = all.iter().map(Violation::path).collect();
    assert_eq!(
        &paths[..6],
        ["/text", "/lower", "/lower", "/byte", "/map", "/map/k00"]
    );
    assert_eq!(&paths[6..8], ["/map", "/map/k01"]);
    assert_eq!(
        &paths[104..],
        [
            "/choice/leaf/id",
            "/choice/leaf/next/id",
            "/slash~1and~0tilde"
        ]
    );
    let some = value.validate_with(7).unwrap_err();
    assert_eq!(some[..], all[..7]);
    assert_eq!(value.validate().unwrap_err().len(), DEFAULT_LIMIT);
    assert_eq!(value.validate_with(0).unwrap_err().len(), 1);
    assert!(
        value
            .validate_with(2)
            .unwrap_err()
            .to_string()
            .starts_with("2 validation errors detected. Value with length 0 at '/text' failed to satisfy constraint: Member must have length between 1 and 8, inclusive; Value with")
    );
}

#[test]
fn keys_of_sensitive_maps_are_not_shown() {
    let value = with!(secret: HashMap::from([("SECRET".into(), "x".into())]));
    let violations = value.validate().unwrap_err();
    let paths: Vec<_> = violations.iter().map(Violation::path).collect();
    assert_eq!(paths, ["/secret", "/secret", "/secret/*"]);
    assert!(!format!("{violations} {violations:?}").contains("SECRET"));
}

#[test]
fn items_are_unique_by_value() {
    let unique = |value: Constrained| value.validate().is_ok();
    assert!(!unique(with!(leaves: vec![leaf(2), leaf(1), leaf(2)])));
    assert!(unique(with!(leaves: vec![leaf(2), leaf(1), leaf(3)])));
    assert!(!unique(
        with!(sets: vec![vec!["a".into()], vec!["a".into()]])
    ));
    // Of the inner list, too.
    assert!(!unique(with!(sets: vec![vec!["a".into(), "a".into()]])));
    let map = |pairs: &[(&str, &str)]| -> HashMap<String, String> {
        pairs
            .iter()
            .map(|(k, v)| ((*k).into(), (*v).into()))
            .collect()
    };
    let entries: Vec<(String, String)> = (0..100).map(|i| (i.to_string(), "v".into())).collect();
    let (forwards, backwards) = (
        entries.iter().cloned().collect(),
        entries.iter().rev().cloned().collect(),
    );
    assert!(!unique(with!(maps: vec![forwards, map(&[]), backwards])));
    assert!(unique(
        with!(maps: vec![map(&[("a", "b")]), map(&[("a", "c")])])
    ));
    // HTTP dates that are the same text are different instants.
    let close = [Timestamp::new(1, 1), Timestamp::new(1, 2)];
    assert!(unique(with!(dates: close.into_iter().flatten().collect())));
    for count in [2i64, 16, 17, 64, 65, 20_000] {
        let mut dates: Vec<_> = (0..count).map(Timestamp::from_secs).collect();
        assert!(unique(with!(dates: dates.clone())), "{count}");
        dates[0] = Timestamp::from_secs(count - 1);
        assert!(!unique(with!(dates: dates)), "{count}");
    }
}

#[test]
fn nesting_has_a_limit() {
    assert!(leaf(256).validate().is_ok());
    let violations = leaf(300).validate().unwrap_err();
    assert_eq!(violations.len(), 1);
    assert_eq!(violations[0].kind(), ViolationKind::Depth);
    assert_eq!(violations[0].path(), "/next".repeat(257));
    assert!(
        violations[0]
            .message()
            .ends_with("Member must not be nested more than 256 levels deep")
    );
}

#[test]
fn unions_validate_too() {
    assert!(Choice::Text("a".into()).validate().is_ok());
    assert_eq!(
        Choice::Text(String::new()).validate().unwrap_err()[0].path(),
        "/text"
    );
}
