#![allow(clippy::unwrap_used)]

use super::*;

#[track_caller]
fn claim_all(scope: &mut Scope, names: &[&str]) -> Vec<String> {
    names
        .iter()
        .map(|name| scope.claim(name).unwrap().ident)
        .collect()
}

#[test]
fn cases() {
    for (name, snake_case, pascal_case, screaming_case) in [
        ("jobId", "job_id", "JobId", "JOB_ID"),
        ("KMSKeyId", "kms_key_id", "KmsKeyId", "KMS_KEY_ID"),
        (
            "IPv6CidrBlock",
            "ipv6_cidr_block",
            "Ipv6CidrBlock",
            "IPV6_CIDR_BLOCK",
        ),
        ("TIMED_OUT", "timed_out", "TimedOut", "TIMED_OUT"),
        ("us-east-1", "us_east_1", "UsEast1", "US_EAST_1"),
        ("TLSv1.2", "tlsv1_2", "Tlsv1_2", "TLSV1_2"),
        ("m5.2xlarge", "m5_2xlarge", "M5_2xlarge", "M5_2XLARGE"),
        ("gp-2", "gp_2", "Gp2", "GP_2"),
        ("3DModel", "3d_model", "3dModel", "3D_MODEL"),
        ("ЗаказID", "заказ_id", "ЗаказId", "ЗАКАЗ_ID"),
        ("ß", "ß", "SS", "SS"),
        ("_", "", "", ""),
    ] {
        assert_eq!(snake(name), snake_case, "{name}");
        assert_eq!(pascal(name), pascal_case, "{name}");
        assert_eq!(screaming(name), screaming_case, "{name}");
    }
}

#[test]
fn nothing_but_case_needs_no_rule() {
    let claimed = Scope::new(Case::Snake, &[]).claim("DBInstance").unwrap();
    assert_eq!(
        claimed,
        Claimed {
            ident: "db_instance".to_owned(),
            rules: Vec::new()
        }
    );
}

#[test]
fn keywords_are_raw_where_they_can_be() {
    let mut scope = Scope::new(Case::Snake, &[]);
    for (name, ident) in [
        ("Type", "r#type"),
        ("async", "r#async"),
        ("GEN", "r#gen"),
        ("Self", "self_"),
        ("super", "super_"),
        ("Crate", "crate_"),
    ] {
        let claimed = scope.claim(name).unwrap();
        assert_eq!(
            (claimed.ident.as_str(), claimed.rules.as_slice()),
            (ident, &[Rule::Keyword][..]),
            "{name}"
        );
    }
    // Words that are keywords in some places only are identifiers in all of ours.
    assert_eq!(
        claim_all(&mut scope, &["union", "default", "raw", "auto"]),
        ["union", "default", "raw", "auto"]
    );
    let mut variants = Scope::new(Case::Pascal, &[]);
    assert_eq!(
        claim_all(&mut variants, &["self", "TYPE", "crate"]),
        ["Self_", "Type", "Crate"]
    );
}

/// `gen` became a keyword in the edition of 2024, which syn leaves to its callers.
#[test]
fn every_keyword_is_one() {
    for keyword in KEYWORDS {
        assert!(
            syn::parse_str::<syn::Ident>(keyword).is_err() || keyword == "gen",
            "{keyword}"
        );
        assert!(
            syn::parse_str::<syn::Ident>(&format!("r#{keyword}")).is_ok(),
            "{keyword}"
        );
    }
    for keyword in NEVER_RAW {
        assert!(syn::parse_str::<syn::Ident>(keyword).is_err(), "{keyword}");
    }
    assert!(KEYWORDS.is_sorted());
    assert!(NEVER_RAW.is_sorted());
}

#[test]
fn a_leading_digit_gets_an_underscore() {
    for (case, ident) in [
        (Case::Snake, "_3d_model"),
        (Case::Pascal, "_3dModel"),
        (Case::Screaming, "_3D_MODEL"),
    ] {
        let claimed = Scope::new(case, &[]).claim("3DModel").unwrap();
        assert_eq!(
            (claimed.ident.as_str(), claimed.rules.as_slice()),
            (ident, &[Rule::LeadingDigit][..])
        );
    }
    assert_eq!(
        Scope::new(Case::Pascal, &[]).claim("5.1").unwrap().ident,
        "_5_1"
    );
    assert_eq!(
        Scope::new(Case::Snake, &[]).claim("٣ок").unwrap().ident,
        "_٣ок"
    );
}

#[test]
fn seeds_are_not_to_be_had() {
    let mut types = Scope::new(Case::Pascal, &[PRELUDE]);
    for (name, ident) in [
        ("Option", "Option_"),
        ("string", "String_"),
        ("RESULT", "Result_"),
    ] {
        let claimed = types.claim(name).unwrap();
        assert_eq!(
            (claimed.ident.as_str(), claimed.rules.as_slice()),
            (ident, &[Rule::Seed][..])
        );
    }
    for name in ["OptionType", "Document", "Member"] {
        assert_eq!(types.claim(name).unwrap().rules, [], "{name}");
    }

    let mut setters = Scope::new(Case::Snake, &[SETTERS]);
    assert_eq!(
        claim_all(&mut setters, &["New", "default", "Name"]),
        ["new_", "default_", "name"]
    );
    let mut fields = Scope::new(Case::Snake, &[]);
    assert_eq!(
        claim_all(&mut fields, &["New", "default", "Name"]),
        ["new", "default", "name"]
    );
}

/// Were it quadratic, this would not end.
#[test]
fn many_who_claim_one_name_are_served() {
    let mut scope = Scope::new(Case::Pascal, &[]);
    for _ in 0..50_000 {
        scope.claim("a").unwrap();
    }
    assert_eq!(scope.claim("A").unwrap().ident, "A50001");
}

/// A seed that is not what a scope of its case would make could never be met.
#[test]
fn every_seed_is_in_its_case() {
    for &seed in PRELUDE {
        assert_eq!(pascal(seed), seed);
    }
    for &seed in SETTERS {
        assert_eq!(snake(seed), seed);
    }
}

#[test]
fn who_comes_later_is_numbered() {
    let mut fields = Scope::new(Case::Snake, &[]);
    let claimed = claim_all(
        &mut fields,
        &["jobId", "JobID", "job-id", "job_id_2", "job_id_4"],
    );
    assert_eq!(
        claimed,
        ["job_id", "job_id_2", "job_id_3", "job_id_2_2", "job_id_4"]
    );

    let mut variants = Scope::new(Case::Pascal, &[]);
    let claimed = claim_all(&mut variants, &["gp2", "gp-2", "GP_2", "a", "A", "1", "1%"]);
    assert_eq!(claimed, ["Gp2", "Gp2_2", "Gp2_3", "A", "A2", "_1", "_1_2"]);

    assert_eq!(variants.claim("a").unwrap().rules, [Rule::Collision]);
    assert_eq!(
        variants.claim("1 ").unwrap().rules,
        [Rule::LeadingDigit, Rule::Collision]
    );
}

#[test]
fn raw_and_escaped_names_collide_like_others() {
    let mut fields = Scope::new(Case::Snake, &[]);
    assert_eq!(
        claim_all(&mut fields, &["type", "Type", "self", "Self"]),
        ["r#type", "type_2", "self_", "self_2"]
    );
    let mut types = Scope::new(Case::Pascal, &[PRELUDE]);
    assert_eq!(
        claim_all(&mut types, &["Option", "option", "Option_"]),
        ["Option_", "Option2", "Option3"]
    );
    assert_eq!(types.claim("vec").unwrap().plain(), "Vec_");
    assert_eq!(fields.claim("match").unwrap().plain(), "match");
}

#[test]
fn the_order_of_claims_decides_alone() {
    let names = ["B", "b", "a", "A", "type", "TYPE", "2", "-2"];
    let run = || claim_all(&mut Scope::new(Case::Snake, &[SETTERS]), &names);
    assert_eq!(run(), run());
    assert_eq!(
        run(),
        ["b", "b_2", "a", "a_2", "r#type", "type_2", "_2", "_2_2"]
    );
}

#[test]
fn pieces_are_split_on_their_own() {
    let mut types = Scope::new(Case::Pascal, &[]);
    let claimed = claim_all(&mut types, &["GetDNS Input", "getIDs Output", "G4DN Error"]);
    assert_eq!(claimed, ["GetDnsInput", "GetIdsOutput", "G4dnError"]);
}

#[test]
fn a_name_without_words_is_not_claimed() {
    let mut scope = Scope::new(Case::Snake, &[]);
    for name in ["", "_", "<=", "\u{301}"] {
        assert_eq!(scope.claim(name), None, "{name:?}");
    }
}

/// Text that tries to be code ends as an identifier, as does every character there is.
#[test]
fn every_name_is_an_identifier() {
    let is_identifier = |ident: &str| syn::parse_str::<syn::Ident>(ident).is_ok();
    for case in [Case::Snake, Case::Pascal, Case::Screaming] {
        for name in [
            "*/ fn main() {}",
            "r#self",
            "#![no_std]",
            "a\"b",
            "\\",
            "x]]y",
            "'static",
            "$crate",
            "1_u8",
        ] {
            if let Some(claimed) = Scope::new(case, &[]).claim(name) {
                assert!(
                    is_identifier(&claimed.ident),
                    "{name:?} gives {:?}",
                    claimed.ident
                );
            }
        }
        // Beyond these, letters without case are all alike.
        for c in (char::MIN..=char::MAX)
            .filter(|&c| c < '\u{3000}' || c.is_uppercase() || c.is_lowercase())
        {
            let name = format!("{c}b A{c}B {c}");
            let claimed = Scope::new(case, &[]).claim(&name).unwrap();
            assert!(
                is_identifier(&claimed.ident),
                "{name:?} gives {:?}",
                claimed.ident
            );
        }
    }
}

/// `name` in snake case, not escaped.
fn snake(name: &str) -> String {
    Case::Snake.join(&words(name))
}

/// `name` in Pascal case, not escaped.
fn pascal(name: &str) -> String {
    Case::Pascal.join(&words(name))
}

/// `name` in screaming snake case, not escaped.
fn screaming(name: &str) -> String {
    Case::Screaming.join(&words(name))
}
