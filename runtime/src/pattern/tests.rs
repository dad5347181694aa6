//! Patterns written by hand, as the generator would write them.

use super::{Automaton, Class, Others, Pattern, Steps, Symbols};

/// 1 for digits, 2 for the hyphen, 0 for all else.
const fn digits_and_hyphen() -> [u8; 128] {
    let mut symbols = [0; 128];
    let mut digit = b'0';
    while digit <= b'9' {
        symbols[digit as usize] = 1;
        digit += 1;
    }
    symbols[b'-' as usize] = 2;
    symbols
}

static ASCII: [u8; 128] = digits_and_hyphen();

fn symbols() -> Symbols {
    Symbols::new(&ASCII, Others::One(0), 3)
}

#[test]
fn a_class_counts_characters_not_bytes() {
    let pattern = Pattern::Class(Class::new(b"09", true, 2, 3));
    for text in ["12", "éé", "日本語", "😀😀😀", "0é9"] {
        assert!(pattern.matches(text), "{text}");
    }
    for text in ["", "1", "é", "😀", "1234", "éééé", "1a", "日本語a"] {
        assert!(!pattern.matches(text), "{text}");
    }
}

#[test]
fn a_class_without_an_upper_bound_takes_any_length() {
    let pattern = Pattern::Class(Class::new(b"az", false, 1, u32::MAX));
    assert!(pattern.matches(&"a".repeat(100_000)));
    assert!(!pattern.matches(&format!("{}é", "a".repeat(1000))));
    assert!(!pattern.matches(""));
}

#[test]
fn a_class_looks_at_every_byte() {
    let pattern = Pattern::Class(Class::new(b"az", false, 0, u32::MAX));
    for at in 0..40 {
        let mut text = "a".repeat(40);
        assert!(pattern.matches(&text));
        text.replace_range(at..=at, "-");
        assert!(!pattern.matches(&text), "{text}");
    }
}

#[test]
fn a_class_asks_about_other_characters_one_by_one() {
    // U+00E0 to U+00FF are of the set, nothing else above ASCII.
    let runs = b"\x80\0\0\0\xe0\0\0\x01\0\x01\0\0";
    let pattern = Pattern::Class(Class::with_others(b"az", Others::Runs(runs), 0, u32::MAX));
    for text in ["", "abc", "ébc", "abcdefghijklmnopà", "àéîõüÿ"] {
        assert!(pattern.matches(text), "{text}");
    }
    for text in ["É", "éÉ", "abcdefghijklmnopā", "日", "é-", "abcdefghé-"] {
        assert!(!pattern.matches(text), "{text}");
    }
}

#[test]
fn categories_decide_where_there_is_no_exception() {
    // Letters in upper case (the tenth category) are of the set, and so is U+00E9; U+00C9 is not.
    static UPPER: [u8; 30] = {
        let mut symbols = [0; 30];
        symbols[9] = 1;
        symbols
    };
    let exceptions = b"\xc9\0\0\0\xca\0\0\xff\xe9\0\0\x01\xea\0\0\xff";
    let pattern = Pattern::Class(Class::with_others(
        b"AZ",
        Others::categories(&UPPER, exceptions),
        1,
        u32::MAX,
    ));
    for text in ["A", "Ê", "é", "Ω", "AÊéΩ"] {
        assert!(pattern.matches(text), "{text}");
    }
    for text in ["a", "É", "ê", "ω", "日", "AÊÉ"] {
        assert!(!pattern.matches(text), "{text}");
    }
}

/// Digits, a hyphen, then anything: state 2 before the first digit, 3 after it.
const CELLS: &[u8] = b"\0\0\0\0\x01\x01\x01\x01\0\x03\0\0\0\x03\x01\0";

#[test]
fn an_automaton_stops_where_the_rest_does_not_matter() {
    let automaton: &'static Automaton = Box::leak(Box::new(Automaton::narrow(
        symbols(),
        CELLS,
        2,
        0,
        u32::MAX,
    )));
    let pattern = Pattern::Automaton(automaton);
    for text in ["1-", "123-", "1-é日 anything"] {
        assert!(pattern.matches(text), "{text}");
    }
    for text in ["", "-", "1", "12a-", "é1-"] {
        assert!(!pattern.matches(text), "{text}");
    }
}

#[test]
fn an_automaton_of_two_byte_cells_says_the_same() {
    let wide: Vec<u8> = CELLS.iter().flat_map(|cell| [*cell, 0]).collect();
    let automaton = Automaton::wide(symbols(), Box::leak(wide.into_boxed_slice()), 2, 3, 4);
    let pattern = Pattern::Automaton(Box::leak(Box::new(automaton)));
    for (text, expected) in [
        ("12-", true),
        ("1-日本", true),
        ("1-", false),
        ("1-日本語", false),
        ("1234", false),
    ] {
        assert_eq!(pattern.matches(text), expected, "{text}");
    }
}

/// `^[0-9]{min,max}-$` as steps.
fn run(min: u16, max: u16) -> Pattern {
    let steps = b"\0\0\0\0\0\x05\0\0\0\0\x01\x01\0\x01\0\x02\0\0\x02\0\x04\x03\0\0\0";
    let ([a, b], [c, d]) = (min.to_le_bytes(), max.to_le_bytes());
    let runs = Box::leak(Box::new([0, 3, 0, a, b, c, d]));
    Pattern::Steps(Box::leak(Box::new(Steps::new(
        symbols(),
        steps,
        b"\x02\x04",
        runs,
        4,
        0,
        u32::MAX,
    ))))
}

#[test]
fn runs_count_across_words() {
    for (min, max) in [
        (1, 1),
        (1, 2),
        (3, 64),
        (64, 64),
        (64, 65),
        (63, 130),
        (128, 128),
        (100, 300),
    ] {
        let pattern = run(min, max);
        for count in 0..310 {
            let text = format!("{}-", "7".repeat(usize::from(count)));
            assert_eq!(
                pattern.matches(&text),
                (min..=max).contains(&count),
                "{count} for {min} to {max}"
            );
        }
        assert!(!pattern.matches(&format!(
            "{}7-",
            "7".repeat(usize::from(min)).replacen('7', "a", 1)
        )));
    }
}

#[test]
fn runs_without_a_bound_keep_counting() {
    for min in [1, 5, 64, 65, 200] {
        let pattern = run(min, u16::MAX);
        for count in 0..500 {
            let text = format!("{}-", "7".repeat(usize::from(count)));
            assert_eq!(
                pattern.matches(&text),
                count >= min,
                "{count} for {min} or more"
            );
        }
    }
}

#[test]
fn patterns_are_joined() {
    static DIGITS: Pattern = Pattern::Class(Class::new(b"09", false, 0, u32::MAX));
    static SHORT: Pattern = Pattern::Class(Class::new(b"\0\x7f", true, 0, 2));
    assert!(Pattern::Any.matches("anything"));
    assert!(!Pattern::Not(&DIGITS).matches("12"));
    assert!(Pattern::Not(&SHORT).matches("123"));
    static PARTS: [Pattern; 2] = [Pattern::Not(&DIGITS), Pattern::Not(&SHORT)];
    let both = Pattern::AllOf(&PARTS);
    assert!(both.matches("abc") && !both.matches("123") && !both.matches("ab"));
    let either = Pattern::AnyOf(&PARTS);
    assert!(
        either.matches("abc")
            && either.matches("123")
            && either.matches("ab")
            && !either.matches("12")
    );
}
