use super::*;

fn read(text: &str) -> (Option<Services>, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let services = Services::read(0, text, &mut diagnostics);
    (services, diagnostics)
}

/// Message, help and the text that is pointed at.
fn told(text: &str) -> Vec<(String, String, String)> {
    let (services, diagnostics) = read(text);
    assert!(services.is_none());
    diagnostics
        .iter()
        .map(|d| {
            let (start, end) = d.at.as_ref().unwrap().span.unwrap();
            (
                d.message.clone(),
                d.help.clone().unwrap(),
                text[start as usize..end as usize].to_owned(),
            )
        })
        .collect()
}

fn texts(told: &[(String, String, String)]) -> Vec<(&str, &str, &str)> {
    told.iter()
        .map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str()))
        .collect()
}

#[test]
fn every_key_is_read() {
    let text = r#"
        [[service]]
        crate = "iot-jobs-data"
        model = ["a/service-2.json", "a/paginators-1.json"]
        sides = ["client"]
        service = "Jobs"
        operations = ["Describe", "Get"]
        protocol = "restJson1"
        unchecked_patterns = ["JobId"]
        [service.validation_error]
        Zeta = "Bad"
        default = "InvalidRequestException"
        Alpha = "Worse"
        [service.rename]
        "ns#Shape" = "NewName"

        [[service]]
        crate = "other"
        model = ["b"]
    "#;
    let (services, diagnostics) = read(text);
    assert_eq!(diagnostics.iter().count(), 0);
    let entries = services.unwrap().entries;
    let values =
        |settings: &[Setting]| settings.iter().map(|s| s.value.clone()).collect::<Vec<_>>();
    let pairs = |settings: &[(Setting, Setting)]| {
        settings
            .iter()
            .map(|(a, b)| format!("{}={}", a.value, b.value))
            .collect::<Vec<_>>()
    };
    let first = &entries[0].settings;
    assert_eq!(
        values(&entries[0].model),
        ["a/service-2.json", "a/paginators-1.json"]
    );
    assert_eq!(first.name, "iot-jobs-data");
    assert_eq!(
        first.sides,
        Sides {
            client: true,
            server: false
        }
    );
    assert_eq!(first.service.as_ref().unwrap().value, "Jobs");
    assert_eq!(
        values(first.operations.as_ref().unwrap()),
        ["Describe", "Get"]
    );
    assert_eq!(first.protocol.as_ref().unwrap().value, "restJson1");
    assert_eq!(values(&first.unchecked_patterns), ["JobId"]);
    assert_eq!(
        first.validation_error.as_ref().unwrap().value,
        "InvalidRequestException"
    );
    assert_eq!(pairs(&first.validation_errors), ["Zeta=Bad", "Alpha=Worse"]);
    assert_eq!(pairs(&first.rename), ["ns#Shape=NewName"]);
    assert_eq!(entries[1].settings, Settings::new("other"));
}

#[test]
fn unknown_keys_name_the_nearest() {
    let told = told(
        "[[service]]\ncrate = \"a\"\nmodel = [\"m\"]\noperation = [\"X\"]\nqqq = 1\n[other]\n",
    );
    assert_eq!(
        texts(&told),
        [
            (
                "there is no setting \"operation\"",
                "did you mean \"operations\"?",
                "operation"
            ),
            (
                "there is no setting \"qqq\"",
                "there is: model, crate, sides, service, operations, protocol, validation_error, rename, \
                 unchecked_patterns, headers, empty_labels, endpoint_members and 1 more",
                "qqq"
            ),
            (
                "there is no setting \"other\"",
                "there is: service",
                "other"
            ),
        ]
    );
}

#[test]
fn wrong_types_and_missing_keys_are_all_told() {
    let told = told(
        "[[service]]\nsides = \"client\"\nmodel = [1]\n[[service]]\ncrate = \"../x\"\nmodel = [\"m\"]\nsides = [\"clients\"]\n",
    );
    assert_eq!(
        texts(&told),
        [
            (
                "`model` should be an array of strings, and is a TOML integer",
                "write `model` as an array of strings",
                "1"
            ),
            (
                "`model` is missing",
                "add `model`: the files of the model",
                "[[service]]"
            ),
            (
                "`crate` is missing",
                "add `crate`: the name of the generated crate",
                "[[service]]"
            ),
            (
                "`sides` should be an array of strings, and is a TOML string",
                "write `sides` as an array of strings",
                "\"client\""
            ),
            (
                "\"../x\" cannot be the name of a crate",
                "a letter first, then letters, digits, `-` and `_`",
                "\"../x\""
            ),
            (
                "there is no side \"clients\"",
                "did you mean \"client\"?",
                "\"clients\""
            ),
        ]
    );
}

#[test]
fn what_is_no_toml() {
    let (services, diagnostics) = read("[[service]\ncrate = \n");
    assert!(services.is_none());
    assert!(
        diagnostics
            .iter()
            .all(|d| d.message.starts_with("not TOML: "))
    );
    assert!(diagnostics.errors() > 0);
}

#[test]
fn two_services_cannot_make_one_crate() {
    let told = told(
        "[[service]]\ncrate = \"a\"\nmodel = [\"m\"]\n[[service]]\ncrate = \"a\"\nmodel = [\"n\"]\n",
    );
    assert_eq!(told[0].0, "two services make the crate \"a\"");
}

#[test]
fn settings_of_one_crate_need_no_name() {
    let mut diagnostics = Diagnostics::default();
    let settings = Settings::read("mine", 0, "sides = [\"types\"]", &mut diagnostics).unwrap();
    assert_eq!(
        (settings.name.as_str(), settings.sides),
        ("mine", Sides::TYPES)
    );
    assert!(Settings::read("mine", 0, "model = []", &mut diagnostics).is_none());
}
