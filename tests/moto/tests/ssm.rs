//! Systems Manager (awsJson1_1): parameters are put, found, listed in pages and deleted.

use ssm::Client;
use ssm::operation::{GetParameterError, PutParameterError};
use ssm::types::ParameterType;

#[tokio::test]
async fn parameters_come_and_go() {
    let client = Client::new(moto_tests::config("eu-west-1"));
    let put = |name: String, value: &str| {
        client
            .put_parameter()
            .name(name)
            .value(value)
            .r#type(ParameterType::String)
            .send()
    };
    for number in 0..5 {
        put(format!("/lamp/{number}"), "on")
            .await
            .expect("a parameter is put");
    }
    let error = put("/lamp/1".to_owned(), "off")
        .await
        .expect_err("it is there");
    assert!(matches!(
        error.as_service_error(),
        Some(PutParameterError::ParameterAlreadyExists(_))
    ));

    let get = || client.get_parameter().name("/lamp/1").send();
    let found = get().await.expect("an answer").parameter;
    let found = found.expect("a parameter");
    assert_eq!(found.value.as_deref(), Some("on"));

    let mut pages = client
        .get_parameters_by_path()
        .path("/lamp")
        .max_results(2)
        .pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.expect("a page").parameters.map_or(0, |it| it.len()));
    }
    assert_eq!(sizes, [2, 2, 1]);

    let mut items = client.describe_parameters().max_results(3).items();
    let mut names = Vec::new();
    while let Some(parameter) = items.next().await {
        names.extend(parameter.expect("a parameter").name);
    }
    names.sort();
    assert_eq!(
        names,
        ["/lamp/0", "/lamp/1", "/lamp/2", "/lamp/3", "/lamp/4"]
    );

    client
        .delete_parameter()
        .name("/lamp/1")
        .send()
        .await
        .expect("a parameter is deleted");
    let error = get().await.expect_err("it is gone");
    assert_eq!(error.code(), Some("ParameterNotFound"));
    assert!(matches!(
        error.as_service_error(),
        Some(GetParameterError::ParameterNotFound(_))
    ));
}
