//! What settings the environment makes, and what is said where it makes none.

use super::*;

const HOME: &str = "/home/me";

fn with(variables: &[(&str, &str)], profile: &str) -> Environment {
    let environment = Environment::empty()
        .with_variable("HOME", HOME)
        .with_file("/home/me/.aws/config", profile);
    variables.iter().fold(environment, |it, (name, value)| {
        it.with_variable(*name, *value)
    })
}

fn build(variables: &[(&str, &str)], profile: &str) -> Result<Config, ConfigError> {
    Config::builder()
        .environment(with(variables, profile))
        .build()
}

#[test]
fn variables_win_over_the_profile_and_the_program_over_both() {
    let profile =
        "[default]\nregion = eu-west-1\nuse_fips_endpoint = TRUE\nuse_dualstack_endpoint = false\n";
    let config = build(&[], profile).unwrap();
    assert_eq!(config.region(), Some("eu-west-1"));
    assert!(config.use_fips() && !config.use_dual_stack());
    let variables = [
        ("AWS_DEFAULT_REGION", "eu-west-2"),
        ("AWS_USE_FIPS_ENDPOINT", "false"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "true"),
    ];
    let config = build(&variables, profile).unwrap();
    assert_eq!(config.region(), Some("eu-west-2"));
    assert!(!config.use_fips() && config.use_dual_stack());
    let variables = [("AWS_REGION", "eu-west-3"), ("AWS_DEFAULT_REGION", "-")];
    let config = build(&variables, profile).unwrap();
    assert_eq!(config.region(), Some("eu-west-3"));
    // What the program sets is not looked up, so that nothing there can be wrong.
    let config = Config::builder()
        .environment(with(
            &[("AWS_REGION", "-"), ("AWS_USE_FIPS_ENDPOINT", "?")],
            "",
        ))
        .region("eu-west-4")
        .use_fips(false)
        .build()
        .unwrap();
    assert_eq!(config.region(), Some("eu-west-4"));
    // An empty variable is none.
    let config = build(&[("AWS_REGION", " ")], profile).unwrap();
    assert_eq!(config.region(), Some("eu-west-1"));
}

#[test]
fn endpoints_are_those_of_the_service_first() {
    let profile = "[default]\nendpoint_url = http://p\nservices = s\n[services s]\ndynamodb =\n  endpoint_url = http://ps";
    let of = |variables: &[(&str, &str)], service: &str| {
        let config = build(variables, profile).unwrap();
        let endpoints = config.settings().endpoints.as_ref();
        endpoints?.of(service).unwrap().map(ToString::to_string)
    };
    let all = ("AWS_ENDPOINT_URL", "http://v");
    let one = ("AWS_ENDPOINT_URL_DYNAMODB", "http://vs");
    assert_eq!(of(&[all, one], "DynamoDB").as_deref(), Some("http://vs"));
    assert_eq!(of(&[all, one], "IoT").as_deref(), Some("http://v"));
    assert_eq!(of(&[all], "DynamoDB").as_deref(), Some("http://v"));
    assert_eq!(of(&[], "DynamoDB").as_deref(), Some("http://ps"));
    assert_eq!(of(&[], "IoT").as_deref(), Some("http://p"));
    let spaced = ("AWS_ENDPOINT_URL_IOT_JOBS_DATA_PLANE", "http://j");
    assert_eq!(
        of(&[spaced], "IoT Jobs Data Plane").as_deref(),
        Some("http://j")
    );
    let ignored = ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(of(&[all, one, ignored], "DynamoDB"), None);
}

#[test]
fn the_endpoint_of_another_service_may_be_wrong() {
    let config = build(&[("AWS_ENDPOINT_URL_IOT", "localhost")], "").unwrap();
    let endpoints = config.settings().endpoints.as_ref().unwrap();
    assert_eq!(endpoints.of("DynamoDB"), Ok(None));
    assert_eq!(
        endpoints.of("IoT").unwrap_err().to_string(),
        "the variable AWS_ENDPOINT_URL_IOT: the URL must start with http:// or https://"
    );
}

#[test]
fn what_is_wrong_is_told_with_setting_and_place() {
    for (variables, profile, setting, said) in [
        (
            &[("AWS_REGION", "eu.central.1/x")][..],
            "",
            "region",
            "the variable AWS_REGION must have 1 to 63 letters",
        ),
        (
            &[],
            "[default]\n\nregion = eu_central",
            "region",
            "/home/me/.aws/config:3: `region` must have",
        ),
        (
            &[("AWS_ENDPOINT_URL", "localhost:8080")],
            "",
            "endpoint_url",
            "the variable AWS_ENDPOINT_URL: the URL must start with http:// or https://",
        ),
        (
            &[],
            "[default]\nendpoint_url = user:hush@host",
            "endpoint_url",
            "/home/me/.aws/config:2: `endpoint_url`: the URL must start with",
        ),
        (
            &[("AWS_USE_FIPS_ENDPOINT", "yes")],
            "",
            "use_fips",
            "the variable AWS_USE_FIPS_ENDPOINT must be `true` or `false`",
        ),
        (
            &[("AWS_MAX_ATTEMPTS", "0")],
            "",
            "retries",
            "the variable AWS_MAX_ATTEMPTS must be a whole number of 1 or more",
        ),
        (
            &[],
            "[default]\nretry_mode = adaptive",
            "retries",
            "/home/me/.aws/config:2: `retry_mode` must be `standard`",
        ),
        (
            &[("AWS_SDK_UA_APP_ID", "a b")],
            "",
            "app_name",
            "the variable AWS_SDK_UA_APP_ID must have",
        ),
        (
            &[],
            "[default]\nregion = eu\n central",
            "region",
            "/home/me/.aws/config:2: expected a value on one line; line 3 is indented",
        ),
        (
            &[("AWS_PROFILE", "x")],
            "[default]",
            "environment",
            "the variable AWS_PROFILE names the profile `x`",
        ),
        (
            &[],
            "[default]\nregion: eu",
            "environment",
            "/home/me/.aws/config:2:1: expected a setting as `name = value`",
        ),
    ] {
        let error = build(variables, profile).unwrap_err();
        assert_eq!(error.setting(), setting);
        let text = error.to_string();
        let expected = format!("setting `{setting}`: {said}");
        assert!(text.starts_with(&expected), "{text}\n{expected}");
        assert!(!text.contains("hush"));
    }
}

#[test]
fn the_process_has_an_environment_too() {
    // What the machine says is not known here; that it is read is.
    assert!(Environment::process().variable("PATH").unwrap().is_some());
    assert!(!Environment::process().variables_of("PA").is_empty());
    assert_eq!(
        Environment::process().variable("TINSMITH_IS_NOT_SET"),
        Ok(None)
    );
}
