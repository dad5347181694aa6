//! What patterns compile to, and whether that means what the pattern means.
//!
//! A second opinion comes from `regress`, an engine for ECMA-262 that works in another way. The patterns here are in the manner
//! of those in real models.

#![allow(clippy::unwrap_used)]

use tinsmith::generated as runtime;

use super::table::category_runs;
use super::{Refusal, compile, compile_for};
use crate::rust::{CATEGORIES, ClassOthers, Matcher, Others, Symbols, Window};

mod against_regress;

fn leak<T>(values: Vec<T>) -> &'static [T] {
    Box::leak(values.into_boxed_slice())
}

/// What generated code would build of `matcher`.
fn pattern(matcher: &Matcher) -> runtime::Pattern {
    let most = |window: Window| window.max.unwrap_or(u32::MAX);
    match matcher {
        Matcher::Any => runtime::Pattern::Any,
        Matcher::Class {
            ascii,
            others,
            window,
        } => {
            let ranges: Vec<u8> = ascii
                .iter()
                .flat_map(|&(first, last)| [first, last])
                .collect();
            let (min, max) = (window.min, most(*window));
            runtime::Pattern::Class(match others {
                ClassOthers::None => runtime::Class::new(&ranges, false, min, max),
                ClassOthers::All => runtime::Class::new(&ranges, true, min, max),
                ClassOthers::Some(some) => {
                    runtime::Class::with_others(&ranges, others_of(some), min, max)
                }
            })
        }
        Matcher::Automaton(table) => {
            let new = if table.is_narrow() {
                runtime::Automaton::narrow
            } else {
                runtime::Automaton::wide
            };
            let automaton = new(
                symbols(&table.symbols),
                leak(table.cell_bytes()),
                table.start,
                table.window.min,
                most(table.window),
            );
            runtime::Pattern::Automaton(Box::leak(Box::new(automaton)))
        }
        Matcher::Steps(table) => runtime::Pattern::Steps(Box::leak(Box::new(runtime::Steps::new(
            symbols(&table.symbols),
            leak(table.step_bytes()),
            leak(table.set_bytes()),
            leak(table.run_bytes()),
            table.start,
            table.window.min,
            most(table.window),
        )))),
        Matcher::AllOf(matchers) => {
            runtime::Pattern::AllOf(leak(matchers.iter().map(pattern).collect()))
        }
        Matcher::AnyOf(matchers) => {
            runtime::Pattern::AnyOf(leak(matchers.iter().map(pattern).collect()))
        }
        Matcher::Not(matcher) => runtime::Pattern::Not(Box::leak(Box::new(pattern(matcher)))),
    }
}

fn symbols(symbols: &Symbols) -> runtime::Symbols {
    runtime::Symbols::new(
        Box::leak(Box::new(symbols.ascii)),
        others_of(&symbols.others),
        symbols.count,
    )
}

fn others_of(others: &Others) -> runtime::Others {
    match others {
        Others::One(symbol) => runtime::Others::One(*symbol),
        Others::Runs(_) => runtime::Others::Runs(leak(others.run_bytes())),
        Others::Categories { symbols, .. } => {
            runtime::Others::categories(Box::leak(Box::new(*symbols)), leak(others.run_bytes()))
        }
    }
}

fn compiled(text: &str) -> runtime::Pattern {
    pattern(&compile(text).unwrap_or_else(|refusal| panic!("{text}: {refusal}")))
}

/// `text` matches `good` and not `bad`.
#[track_caller]
fn check(text: &str, good: &[&str], bad: &[&str]) {
    let pattern = compiled(text);
    for good in good {
        assert!(pattern.matches(good), "{text} is found in {good:?}");
    }
    for bad in bad {
        assert!(!pattern.matches(bad), "{text} is not found in {bad:?}");
    }
}

#[track_caller]
fn check_same(one: &str, other: &str) {
    assert_eq!(
        compile(one).unwrap(),
        compile(other).unwrap(),
        "{one} means {other}"
    );
}

fn class(ascii: &[(u8, u8)], others: ClassOthers, min: u32, max: Option<u32>) -> Matcher {
    Matcher::Class {
        ascii: ascii.to_vec(),
        others,
        window: Window { min, max },
    }
}

#[test]
fn a_pattern_is_searched_for_unless_it_is_anchored() {
    check("b", &["b", "abc"], &["", "ac"]);
    check("^b", &["bc"], &["ab"]);
    check("b$", &["ab"], &["bc", "b\n"]);
    check("^a|b$", &["ax", "xb"], &["xa", "bx"]);
    check("a|^$", &["", "xa"], &["x"]);
    check(
        "^(?:a|)b(?:c||d)$",
        &["ab", "b", "bc", "abd"],
        &["a", "", "aab", "bcd"],
    );
    check("x*^a", &["ab"], &["xa"]);
    check("a$b|c", &["c"], &["ab", "a"]);
}

#[test]
fn one_set_of_characters_is_a_class() {
    use ClassOthers::{All, None};
    let word = [(b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z')];
    assert_eq!(compile(r"^\w+$"), Ok(class(&word, None, 1, Option::None)));
    assert_eq!(
        compile(r"^(?:^\w{2,7}$)$"),
        Ok(class(&word, None, 2, Some(7)))
    );
    assert_eq!(
        compile("^([0-9]|[a-f])*$"),
        Ok(class(&[(b'0', b'9'), (b'a', b'f')], None, 0, Option::None))
    );
    assert_eq!(
        compile("^[^/]{1,1000000}$"),
        Ok(class(&[(0, b'.'), (b'0', 0x7f)], All, 1, Some(1_000_000)))
    );
    assert_eq!(
        compile("^[a-z][a-z]?$"),
        Ok(class(&[(b'a', b'z')], None, 1, Some(2)))
    );
    assert_eq!(
        compile("^(?=.{3,9}$)[0-9]+$"),
        Ok(class(&[(b'0', b'9')], None, 3, Some(9)))
    );
    assert_eq!(
        compile("^[0-9]{12}$"),
        Ok(class(&[(b'0', b'9')], None, 12, Some(12)))
    );
    assert_eq!(compile("^[]$"), Ok(class(&[], None, 1, Option::None)));
}

#[test]
fn what_every_text_matches_is_said_so() {
    for text in [
        "",
        ".*",
        "^",
        "$",
        r"^[\s\S]*$",
        "^(.|[^.])*$",
        "a*",
        "^(?s:.)*$",
        r"^[\P{M}\p{M}]*$",
        "(?=)",
    ] {
        assert_eq!(compile(text), Ok(Matcher::Any), "{text}");
    }
}

#[test]
fn counts_are_windows_where_they_can_be() {
    check_same("^[a-z][a-z0-9-]{0,62}$", "^(?=.{1,63}$)[a-z][a-z0-9-]*$");
    check_same("^(?:(?=.{1,9}$)x[a-z]*)$", "^x[a-z]{0,8}$");
    let Ok(Matcher::Automaton(table)) = compile("^arn:.{1,2048}$") else {
        panic!("an automaton")
    };
    assert_eq!(
        table.window,
        Window {
            min: 5,
            max: Some(2052)
        }
    );
    assert_eq!(table.states(), 7);
    check(
        "^a.{2,3}$",
        &["abc", "aé日", "a😀😀😀"],
        &["ab", "a😀", "a😀😀😀😀", "xbc", "ab\n"],
    );
}

#[test]
fn patterns_that_mean_the_same_compile_to_the_same() {
    check_same("^(?:ab|ac)$", "^a[bc]$");
    check_same("^(a+)*$", "^a*$");
    check_same("^x{1,20}x*$", "^x+$");
    check_same("a.*", "a");
    check_same("^(?:(?!--)[a-z-])*$", "^(?!.*--)[a-z-]*$");
    check_same(r"^\Aab\z$", "^ab$");
    check_same(r"^[\d-x]$", "^[0-9x-]$");
    check_same("^(?<name>a)(?P<other>b)$", "^ab$");
    check_same("^a{2}{$", r"^aa\{$");
}

#[test]
fn escapes_mean_what_ecma_262_says() {
    check(
        r"^\d\w\s$",
        &["1a ", "1_\u{a0}", "1a\u{feff}", "1a\u{2028}"],
        &["1é ", "٣a ", "1a\u{85}", "1a\u{200b}"],
    );
    check(
        "^.$",
        &["a", "\u{85}", "😀"],
        &["\n", "\r", "\u{2028}", "\u{2029}", ""],
    );
    check(
        r"^\x41\u0042\u{43}\cJ\t\0\/\-\_\:$",
        &["ABC\n\t\0/-_:"],
        &["ABCJ"],
    );
    check(
        r"^\uD83D\uDE00[\uD800\uDC00-\uDBFF\uDFFF]$",
        &["😀😀"],
        &["😀a"],
    );
    check(
        r"^[\uD7FF-\uE000]$",
        &["\u{d7ff}", "\u{e000}"],
        &["\u{d7fe}", "\u{e001}"],
    );
    check(r"^\uD800$", &[], &["\u{fffd}", ""]);
    check(r"^\101\8$", &["A8"], &["101"]);
    check(r"^[\b]$", &["\u{8}"], &["b"]);
    check(
        r"\bcat\b",
        &["a cat", "cat", "cat-"],
        &["cats", "_cat", "scat"],
    );
    check(r"\Bat", &["cat"], &["at", " at"]);
    check("^a{,2}]}$", &["a{,2}]}"], &["a]}", ""]);
    check(
        r"^[a[&&~~|b]]$",
        &["a]", "[]", "&]", "~]", "|]"],
        &["a", "c]"],
    );
    check("^[]a]$|^[^]$", &["b", "\n"], &["", "a]"]);
    check(r"^[\w-.]+$", &["a-.b"], &["a,b"]);
    check(r"^[a-c-e]+$", &["abc-e"], &["d"]);
    check(r"^[+--]+$", &["+,-"], &["."]);
}

#[test]
fn properties_are_those_of_unicode() {
    check(
        r"^\p{L}\p{Lu}\pN\P{L}$",
        &["éÉ٣1", "日AⅣ-"],
        &["1A1-", "éé1-", "éÉ1é"],
    );
    check(
        r"^[^\p{C}]+$",
        &["aé日 "],
        &["\0", "a\u{ad}", "\u{e000}", "\u{378}"],
    );
    check(
        r"^\p{Script=Greek}\p{IsAlphabetic}\p{White_Space}$",
        &["Ωa\u{a0}"],
        &["Oa ", "Ω1 "],
    );
    check(r"^\p{Alpha}\p{Lower}$", &["éé"], &["1é"]);
    // One character, so that the set is not written as one.
    check(r"^\p{Zl}$", &["\u{2028}"], &["\u{2029}"]);
}

#[test]
fn what_only_java_knows_means_what_java_says() {
    check(
        r"^\p{Alnum}\p{Punct}\p{XDigit}\p{Blank}$",
        &["a!F\t", "0~a "],
        &["é!F ", "a“F ", "a!G "],
    );
    check(r"^[[:alpha:][:^digit:]]$", &["a", "é"], &["1"]);
    check(r"^\Qa.b[\E+$", &["a.b[", "a.b[["], &["aab["]);
    check(
        r"^\h\R\x{1F600}$",
        &["\t\r\n😀", "\u{a0}\u{85}😀"],
        &["\n\n😀"],
    );
    check(r"^[\p{Print}&&[^:/]]+$", &["a b"], &["a:b", "é"]);
    check(r"(?i)^äB(?-i)c$", &["äbc", "äBc"], &["Äbc", "äbC"]);
    check(r"^(?iu:ä)B$", &["ÄB"], &["Äb"]);
    check("^(?m:a$.^b)(?s).$", &[], &["a\nb\n"]);
    check("(?s)^(?m:a$.^b).$", &["a\nb\n"], &["a b\n", "a\nb"]);
    check(r"^a\Z", &["a", "a\n", "a\r\n"], &["a\n\n", "ab"]);
}

#[test]
fn possessive_quantifiers_give_nothing_back() {
    check("^a++b$", &["aab"], &["b"]);
    check("^a*+a$", &[], &["a", "aa"]);
    check("^a?+ab$", &["aab"], &["ab"]);
    check("^a{1,2}+a$", &["aaa"], &["aa", "a"]);
    check("^(?:ab|ac)*+a.$", &["abad"], &["abac", "ab"]);
    check("^[0-9]{2}+$", &["12"], &["1234"]);
    assert_eq!(
        compile("^(a|bc)*+d$"),
        Err(Refusal::Possessive {
            offset: 7,
            text: "*+".to_owned()
        })
    );
}

#[test]
fn look_arounds_are_exact() {
    check(
        "^(?!aws:)[a-z:]+$",
        &["aw:", "xaws:"],
        &["aws:", "aws:x", ""],
    );
    check(r"^(?!\s*$).+", &["a", " a"], &["", " ", "  \t"]);
    check(
        "^(?=.*[a-z])(?=.*[0-9])[a-z0-9]{3,}$",
        &["a1b", "11a"],
        &["abc", "123", "a1", "a1B"],
    );
    check("^((?!--)[a-z-])*$", &["a-b-", ""], &["a--b", "--"]);
    check(r"^[a-z.]*(?<!\.)$", &["a.b", ""], &["a.", "."]);
    check(
        r"(?<=^|[^\w])id(?!\w)",
        &["id", "an id.", "-id"],
        &["ids", "_id", "pid"],
    );
    check(
        r"^(?:(?!-)[a-z-]{1,4}(?<!-)\.)+$",
        &["a-b.c."],
        &["-a.", "a-.b.", "abcde."],
    );
    check("^(?!(?!a)).b$", &["ab"], &["bb"]);
    check(
        r"^(?=(?:.*\bx\b)).*y(?<=xy|z.y)$",
        &["x zay"],
        &["xy", "x ay"],
    );
    check("^a(?=b)$", &[], &["a", "ab"]);
    check("^a(?!b)$", &["a"], &["ab"]);
    check(
        "^(?!.*secret).{5,10}$",
        &["public", "secre"],
        &["secret", "my-secret", "abcd"],
    );
    assert_eq!(compile(r"a(?<=b$)"), Err(Refusal::AheadInBehind));
}

#[test]
fn large_patterns_are_steps_or_parts() {
    let steps = "^[a-z]+:([!-~]{1,510}/)?[a-z.-]{1,128}(?:x|\\by)$";
    assert!(matches!(compile(steps), Ok(Matcher::Steps(_))));
    let good = format!("ab:{}/{}.y", "x".repeat(510), "y".repeat(127));
    let bad = format!("ab:{}/{}y", "x".repeat(511), "y".repeat(127));
    let worse = format!("ab:{}/{}.y", "x".repeat(510), "y".repeat(129));
    check(
        steps,
        &["ab:c/dx", "ab:dx", &good],
        &["ab:c/dz", "ab:cy", "ab:é/dx", &bad, &worse],
    );
    // The thirty characters before the end say nothing about each other.
    check(
        "_[a-z_]{30}$",
        &[
            "_abcdefghijklmnopqrstuvwxyz_abc",
            "x_______________________________",
        ],
        &["_a", "ab"],
    );

    let parts = "^(?:|(?!.*//).{1,600}/[a-z/]{1,600}/.{0,600})$";
    assert!(matches!(
        compile(parts),
        Ok(Matcher::AnyOf(_) | Matcher::AllOf(_))
    ));
    check(
        parts,
        &["", "a/b/c", "1/b/c/d/"],
        &["a//b/c", "a/1/c", "a", "a/b"],
    );
}

#[test]
fn what_is_no_regular_expression_is_located() {
    for (text, offset, problem) in [
        ("a)", 1, "this `)` closes no group"),
        ("é(b", 2, "this `(` is never closed"),
        ("[b-a]", 1, "the ends of this range are out of order"),
        ("a[b", 1, "this `[` is never closed"),
        ("*a", 0, "there is nothing before this `*` to repeat"),
        ("{2}", 0, "there is nothing before this `{` to repeat"),
        (
            "a**",
            2,
            "there is nothing before this quantifier to repeat",
        ),
        (
            "a{3,2}",
            1,
            "the numbers of this quantifier are out of order",
        ),
        ("a\\", 1, "a pattern cannot end in a single backslash"),
        (r"\p{Nope}", 0, "the character property `Nope` is not known"),
        (
            r"a\u{110000}",
            1,
            "braces after `\\u` or `\\x` hold a hexadecimal code point up to 10FFFF",
        ),
        (
            "(?#a)",
            2,
            "`#` is no flag that is known here; known are i, m, s and u",
        ),
    ] {
        assert_eq!(
            compile(text),
            Err(Refusal::Syntax {
                offset,
                problem: problem.to_owned()
            }),
            "{text}"
        );
    }
}

#[test]
fn what_no_automaton_can_do_is_named() {
    assert_eq!(
        compile(r"(a)\1"),
        Err(Refusal::Backreference {
            offset: 3,
            text: "\\1".to_owned()
        })
    );
    assert_eq!(
        compile(r"(?<n>a)\k<n>"),
        Err(Refusal::Backreference {
            offset: 7,
            text: "\\k<n>".to_owned()
        })
    );
    assert_eq!(
        compile("(?>a+)b"),
        Err(Refusal::Atomic {
            offset: 0,
            text: "(?>".to_owned()
        })
    );
    check(r"^\k\1$", &["k\u{1}"], &[]);
}

#[test]
fn a_refusal_says_what_to_do() {
    let told = compile(r"^(.)\1$").unwrap_err().to_string();
    assert!(
        told.contains("`\\1` at byte 4") && told.contains("write out"),
        "{told}"
    );
}

#[test]
fn hostile_patterns_cost_little() {
    let deep = format!("{}{}", "(".repeat(5000), ")".repeat(5000));
    assert!(matches!(compile(&deep), Err(Refusal::Syntax { .. })));
    let unclosed = "[".repeat(4000) + &"(?=".repeat(4000);
    assert!(matches!(compile(&unclosed), Err(Refusal::Syntax { .. })));
    let many: String = ('\u{4e00}'..)
        .step_by(2)
        .take(1000)
        .flat_map(|c| [c, '|'])
        .collect();
    assert!(compile(&many).is_ok());
    let symbols: String = ('\u{4e00}'..).take(300).collect();
    assert_eq!(compile(&symbols), Err(Refusal::TooManySymbols));
    assert_eq!(compile(&"a".repeat(20_000)), Err(Refusal::TooLong));
    let parts = "(a|b)*c.{40}(?!z)|".repeat(800);
    assert!(matches!(
        compile(&format!("{parts}d")),
        Err(Refusal::TooLarge { .. })
    ));
    let looks: String = ('a'..='h')
        .map(|c| format!("(?=.*{c}.{{9}})(?<!{c}.{{9}})"))
        .collect();
    assert!(matches!(compile(&looks), Err(Refusal::TooLarge { .. })));
    check(
        "^(?=.*a.{200}$)(?=.*b.{200}c)(?!.*d.{200}$).*$",
        &[],
        &["abcd"],
    );
    for text in [
        "^(((a{1,1000}b){1,1000}c){1,1000}d){1,1000}$",
        "^((((((((((a?){9}){9}){9}){9}){9}){9}){9}){9}){9}){9}$",
        "^(a{4294967295}|b{99999999999})c$",
        "^(?:(?!a{1,300}b)(?=.{0,300}c).)*(?<!x.{0,12})$",
        "^((?!(?!(?!(a|b)*c.{20})d.{20})e.{20}).)*$",
    ] {
        let refused = compile(text).unwrap_err();
        assert!(
            matches!(refused, Refusal::TooLarge { .. }),
            "{text}: {refused}"
        );
    }
}

#[test]
fn categories_are_numbered_as_in_the_runtime() {
    let runs = category_runs();
    let ends = runs
        .iter()
        .skip(1)
        .map(|run| run.0 - 1)
        .chain([u32::from(char::MAX)]);
    let edges: Vec<(char, u8)> = runs
        .iter()
        .zip(ends)
        .flat_map(|(&(first, category), last)| [(first, category), (last, category)])
        .filter_map(|(code, category)| Some((char::from_u32(code)?, category)))
        .collect();
    for (number, name) in (0u8..).zip(CATEGORIES) {
        let mut symbols = [0; 30];
        symbols[usize::from(number)] = 1;
        let others = runtime::Others::categories(Box::leak(Box::new(symbols)), b"");
        let pattern = runtime::Pattern::Class(runtime::Class::with_others(b"", others, 1, 1));
        let mut buffer = [0; 4];
        for &(c, category) in edges.iter().filter(|(c, _)| !c.is_ascii()) {
            assert_eq!(
                pattern.matches(c.encode_utf8(&mut buffer)),
                category == number,
                "{c:?} in {name}"
            );
        }
    }
}

/// Counts that no text reaches are opened where the pattern is too large with them, and nothing else changes.
#[test]
fn a_bound_of_the_length_makes_large_patterns_small() {
    let text = r"^([a-z]|\{year\}|\{month\}){1,900}$";
    assert!(
        matches!(compile(text), Err(Refusal::TooLarge { .. })),
        "{:?}",
        compile(text)
    );
    assert!(matches!(
        compile_for(text, 901),
        Err(Refusal::TooLarge { .. })
    ));
    let small = pattern(&compile_for(text, 900).unwrap());
    assert!(small.matches("a{year}b"));
    assert!(!small.matches(""));
    assert!(!small.matches("a{yea}"));
    // what is not too large keeps its counts
    assert_eq!(compile_for("^[a-c]{2,5}x$", 3), compile("^[a-c]{2,5}x$"));
}
