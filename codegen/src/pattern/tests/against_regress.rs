//! Patterns against `regress`: on texts made from the pattern itself, damaged here and there, both must agree.

use std::collections::BTreeSet;

use super::super::compile;
use super::pattern;

/// Patterns that `regress` reads with its `u` flag, and texts to start from.
const PATTERNS: &[(&str, &[&str])] = &[
    ("^[a-zA-Z0-9_-]{1,16}$", &["Thing_01-x", "aaaaaaaaaaaaaaaa"]),
    (r"[a-zA-Z0-9_-]+|^\$next", &["$next", "job-1", "a$next"]),
    (
        r"^arn:(aws|aws-cn):iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+$",
        &["arn:aws-cn:iam::123456789012:role/a/b"],
    ),
    (
        r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$",
        &["Größe 12_.:/=+-@", "日本\u{2028}語"],
    ),
    (r"^[^\p{C}]{1,8}$", &["aé日 ́", "12345678"]),
    (
        r"^[^\u0000-\u001F\u007F-\u009F\u{10000}-\u{10FFFF}]*$",
        &["a\u{a0}\u{ffff}", "x😀"],
    ),
    (
        r"^(?=.{3,63}$)(?!xn--)(?!.*-s3alias$)[a-z0-9][a-z0-9-]+[a-z0-9]$",
        &["my-bucket", "xn--abc", "a-s3alias"],
    ),
    (
        r"^(?!\d+$)(?:[a-z0-9](?:[a-z0-9-]{0,3}[a-z0-9])?\.){1,3}[a-z]{2,6}$",
        &["a.b-c.com", "12.34.com", "abc12.org"],
    ),
    (
        r"^(?:(?!\$\{[a-z]+:)[\P{C}\r\n])*$",
        &["a${b:c}", "${}", "${ab", "x\r\ny"],
    ),
    (r"^(?! )[\p{L}\p{N} ]*(?<! )$", &["ab cd", " ab", "ab "]),
    (
        r"(?<!\d)\d{4}-\d{2}(?!-)|^(?:\+|-)?P(?=\d|T\d)(?:\d+Y)?(?:T(?:\d+H)?(?:\d+M)?)?$",
        &["2024-01", "+P1YT2H3M", "P1Y"],
    ),
    (
        r"^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$",
        &["192.168.0.1", "255.255.255.255", "1.2.3."],
    ),
    (
        r"\b(?:cron|rate)\((?:\b\d\d?\b ?)+\)\B",
        &["cron(1 20 3)", "xrate(5)", "rate(12 ) "],
    ),
    (
        r"^[a-z]{1,40}([.-][a-z0-9]{2,50}){0,3}-[a-f0-9]{8}$",
        &["abc.de-f0-01234567", "a-00000000"],
    ),
    (
        r"^s3://([^/]{3,63})(/.{1,1024})?/?$",
        &["s3://bucket/key/x", "s3://ab"],
    ),
    (r"^(?:.*[\n\r\t])*end$", &["a\nb\tend", "\n\nend"]),
    (
        r"^(?:[^,]{0,300},){2}(?:[a-z]+ ){1,300}[a-z]?$",
        &["a,b,c d e", ",,a "],
    ),
    (r"^.*(?:foo|ba[rz]).{2,5}x*$", &["a foobar12xx", "baz\n12"]),
    (r"^(?=[^A-Z]*[A-Z][^A-Z]*$)\w{3,}$", &["aBc", "ABc", "a_1Z"]),
    (
        r"^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$",
        &["12:34:56.789Z", "23:59+01:00"],
    ),
];

/// Characters that patterns tell apart or stumble over.
const SPICE: &[char] = &[
    'a', 'Z', '0', '9', '-', '_', '.', ':', '/', '$', ' ', '\n', '\r', '\t', '\0', '\u{85}',
    '\u{a0}', '\u{ad}', 'é', 'ſ', '日', '\u{301}', '\u{200b}', '\u{2028}', '\u{feff}', '😀', '٣',
];

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// `text` with a few characters added, dropped, replaced or repeated.
fn damaged(text: &str, numbers: &mut Numbers) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(chars.len() + 1);
        let c = match numbers.below(3) {
            0 if !chars.is_empty() => chars[numbers.below(chars.len())],
            1 => char::from(b' ' + u8::try_from(numbers.below(95)).unwrap()),
            _ => SPICE[numbers.below(SPICE.len())],
        };
        match numbers.below(4) {
            0 => chars.insert(at, c),
            1 if at < chars.len() => chars[at] = c,
            2 if at < chars.len() => {
                chars.remove(at);
            }
            _ => {
                let piece: Vec<char> = chars[at.saturating_sub(4)..at].to_vec();
                chars.splice(at..at, piece);
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn both_find_the_same() {
    let mut numbers = Numbers(1);
    for (text, starts) in PATTERNS {
        let ours = pattern(&compile(text).unwrap_or_else(|refusal| panic!("{text}: {refusal}")));
        let theirs = regress::Regex::with_flags(text, "u").unwrap();
        let mut texts: BTreeSet<String> = starts.iter().map(|&start| start.to_owned()).collect();
        texts.insert(String::new());
        let mut recent: Vec<String> = texts.iter().cloned().collect();
        for _ in 0..400 {
            let next = damaged(&recent[numbers.below(recent.len())], &mut numbers);
            // What still matches is worth damaging further; long texts only make the backtracking engine slow.
            if next.chars().count() <= 50 && theirs.find(&next).is_some() {
                recent.push(next.clone());
            }
            texts.insert(next);
        }
        let mut found = 0;
        for candidate in &texts {
            let expected = theirs.find(candidate).is_some();
            found += usize::from(expected);
            assert_eq!(ours.matches(candidate), expected, "{text} in {candidate:?}");
        }
        assert!(
            found > 10 && found < texts.len(),
            "{text}: {found} of {} texts match",
            texts.len()
        );
    }
}
