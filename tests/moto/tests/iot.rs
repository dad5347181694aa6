//! IoT (restJson1): things are made, found, listed in pages and deleted.

use iot::Client;
use iot::operation::DescribeThingError;
use iot::types::AttributePayload;

#[tokio::test]
async fn things_come_and_go() {
    let client = Client::new(moto_tests::config("eu-west-1"));
    for number in 0..5 {
        let attributes = AttributePayload::new().attributes([("number", number.to_string())]);
        let created = client
            .create_thing()
            .thing_name(format!("thing-{number}"))
            .attribute_payload(attributes)
            .send()
            .await
            .expect("a thing is created");
        assert_eq!(created.thing_name, Some(format!("thing-{number}")));
    }
    let found = client
        .describe_thing()
        .thing_name("thing-3")
        .send()
        .await
        .expect("a thing is found");
    let attributes = found.attributes.expect("it has attributes");
    assert_eq!(attributes["number"], "3");

    let mut pages = client.list_things().max_results(2).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.expect("a page");
        sizes.push(page.things.map_or(0, |things| things.len()));
    }
    assert_eq!(sizes, [2, 2, 1]);

    let mut items = client.list_things().max_results(2).items();
    let mut names = Vec::new();
    while let Some(thing) = items.next().await {
        names.extend(thing.expect("a thing").thing_name);
    }
    names.sort();
    assert_eq!(
        names,
        ["thing-0", "thing-1", "thing-2", "thing-3", "thing-4"]
    );

    client
        .delete_thing()
        .thing_name("thing-3")
        .send()
        .await
        .expect("a thing is deleted");
    let error = client
        .describe_thing()
        .thing_name("thing-3")
        .send()
        .await
        .expect_err("it is gone");
    assert_eq!(error.code(), Some("ResourceNotFoundException"));
    assert!(matches!(
        error.as_service_error(),
        Some(DescribeThingError::ResourceNotFoundException(_))
    ));
    let left = client.list_things().send().await.expect("a list");
    assert_eq!(left.things.map(|things| things.len()), Some(4));
}
