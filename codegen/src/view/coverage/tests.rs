use super::{Constraint, Coverage, Decider, Fate, Syntax, constraints, coverage, idle_traits};
use crate::rust::Definition;
use crate::settings::Setting;
use crate::{Plan, Settings, Source, plan};

const MODEL: &str = r#"{
    "metadata": {"apiVersion": "1", "endpointPrefix": "x", "protocol": "json", "jsonVersion": "1.1",
        "serviceFullName": "Things", "serviceId": "Things", "targetPrefix": "Things", "uid": "things-1"},
    "operations": {"Put": {"name": "Put", "http": {"method": "POST", "requestUri": "/"},
        "input": {"shape": "PutRequest"}, "output": {"shape": "PutResponse"}}},
    "shapes": {
        "PutRequest": {"type": "structure", "required": ["id"], "members": {
            "id": {"shape": "Id"}, "tags": {"shape": "Tags"}, "map": {"shape": "Map"}, "free": {"shape": "Free"},
            "back": {"shape": "Back"}}},
        "PutResponse": {"type": "structure", "required": ["state"], "members": {"state": {"shape": "State"}}},
        "Id": {"type": "string", "min": 1, "max": 9, "pattern": "(?!aws)[a-z]+"},
        "Tags": {"type": "list", "member": {"shape": "Tag"}, "max": 5},
        "Tag": {"type": "string", "enum": ["a", "b"]},
        "Map": {"type": "map", "key": {"shape": "Id"}, "value": {"shape": "Tags"}},
        "Free": {"type": "string", "pattern": "(?s).*"},
        "Back": {"type": "string", "pattern": "(.)\\1"},
        "State": {"type": "string", "pattern": "[A-Z]+", "deprecatedFoo": true},
        "Unused": {"type": "string", "pattern": "[A-Z]+"}
    }
}"#;

fn planned() -> Plan {
    let mut settings = Settings::new("things");
    settings.unchecked_patterns = vec![Setting::unplaced("Back")];
    plan(&[Source::new("service-2.json", MODEL)], &settings).unwrap()
}

fn count(coverage: &Coverage, constraint: Constraint, fate: Fate) -> usize {
    let found = coverage.constraints.get(&(constraint, fate));
    found.copied().unwrap_or_default()
}

#[test]
fn every_constraint_has_a_fate() {
    let Plan { model, krate, .. } = planned();
    let coverage = coverage(&model, &krate);
    assert_eq!(coverage.missing, [""; 0]);
    assert_eq!(count(&coverage, Constraint::Required, Fate::Checked), 1);
    assert_eq!(count(&coverage, Constraint::Required, Fate::Sent), 1);
    assert_eq!(count(&coverage, Constraint::Length, Fate::Checked), 2);
    assert_eq!(count(&coverage, Constraint::Enum, Fate::Checked), 1);
    assert_eq!(count(&coverage, Constraint::Pattern, Fate::Checked), 1);
    assert_eq!(count(&coverage, Constraint::Pattern, Fate::Idle), 1);
    assert_eq!(count(&coverage, Constraint::Pattern, Fate::Sent), 1);
    assert_eq!(count(&coverage, Constraint::Pattern, Fate::Accepted), 1);
    assert_eq!(coverage.accepted.len(), 1);
    assert_eq!(
        coverage.patterns[&(Syntax::NegativeLookAhead, Decider::Automaton)],
        1
    );
    assert_eq!(
        coverage.patterns[&(Syntax::Backreference, Decider::Accepted)],
        1
    );
    assert_eq!(coverage.patterns[&(Syntax::Any, Decider::Nothing)], 1);
}

/// A generator that forgot a check would be found out.
#[test]
fn a_check_that_is_not_there_is_missed() {
    let Plan {
        model, mut krate, ..
    } = planned();
    krate.schema.constraints.retain(|it| it.name != "TAGS");
    krate.schema.idle.clear();
    krate.types.retain(|it| !matches!(it, Definition::Enum(_)));
    krate.operations[0].input.fields[0].schema.required = false;
    let missing = coverage(&model, &krate).missing;
    let expected = [
        "Required of com.amazonaws.things#PutInput$id",
        "Length of com.amazonaws.things#Tags",
        "Pattern of com.amazonaws.things#Free",
        "Enum of com.amazonaws.things#Tag",
    ];
    assert_eq!(missing, expected);
}

/// The key of a map is described beside its value.
#[test]
fn keys_and_values_are_looked_into() {
    let Plan {
        model, mut krate, ..
    } = planned();
    krate.schema.elements.clear();
    let missing = coverage(&model, &krate).missing;
    assert!(
        missing.contains(&"Length of com.amazonaws.things#Id".to_owned()),
        "{missing:?}"
    );
}

#[test]
fn what_is_pruned_can_be_counted() {
    let mut diagnostics = crate::Diagnostics::default();
    let model =
        crate::read::read(&[Source::new("service-2.json", MODEL)], &mut diagnostics).unwrap();
    assert_eq!(constraints(&model)[&Constraint::Pattern], 5);
    assert_eq!(idle_traits(&model)["c2j#deprecatedFoo"], 1);
}
