use super::template::Parameters;
use crate::model::Value;

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn parameters() -> Value {
    let values = |values: &[&str]| Value::Array(values.iter().map(|value| text(value)).collect());
    Value::Object(vec![
        ("value".to_owned(), values(&["a\"b", "$c"])),
        ("code".to_owned(), values(&["1", "2"])),
    ])
}

#[test]
fn templates_are_filled_set_by_set() {
    let parameters = parameters();
    let sets = Parameters::sets(&parameters);
    assert_eq!(sets.len(), 2);
    for (template, first, second) in [
        ("", "", ""),
        ("plain", "plain", "plain"),
        ("[$value:L]", "[a\"b]", "[$c]"),
        ("{$value:S: $code:L}", "{\"a\\\"b\": 1}", "{\"$c\": 2}"),
        ("^a$$, $code:L$code:L", "^a$, 11", "^a$, 22"),
    ] {
        assert_eq!(sets[0].fill(&text(template)), Ok(text(first)));
        assert_eq!(sets[1].fill(&text(template)), Ok(text(second)));
    }
}

#[test]
fn what_is_no_template_is_said() {
    let parameters = parameters();
    let sets = Parameters::sets(&parameters);
    for template in ["$other:L", "$value", "$value:X", "$", "a$ b"] {
        assert!(sets[0].fill(&text(template)).is_err(), "{template}");
    }
}
