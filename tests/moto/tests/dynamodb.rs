//! DynamoDB (awsJson1_0): tables are made, waited for and deleted; items are put, found, and listed in pages whose token is
//! a map.

use std::collections::HashMap;
use std::time::Duration;

use dynamodb::Client;
use dynamodb::client::WaitErrorKind;
use dynamodb::operation::{DescribeTableError, DescribeTableInput};
use dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};

const PAUSE: Duration = Duration::from_millis(50);
const MAX_WAIT: Duration = Duration::from_secs(10);

async fn create_table(client: &Client, name: &str) {
    client
        .create_table()
        .table_name(name)
        .attribute_definitions([AttributeDefinition::new("id", ScalarAttributeType::S)])
        .key_schema([KeySchemaElement::new("id", KeyType::Hash)])
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await
        .expect("a table is created");
}

#[tokio::test]
async fn items_come_and_go() {
    let client = Client::new(moto_tests::config("eu-west-1"));
    create_table(&client, "parts").await;
    for number in 0..5 {
        client
            .put_item()
            .table_name("parts")
            .item([
                ("id", AttributeValue::new().s(format!("part-{number}"))),
                ("count", AttributeValue::new().n(number.to_string())),
            ])
            .send()
            .await
            .expect("an item is put");
    }
    let key = || [("id", AttributeValue::new().s("part-2"))];
    let get = || client.get_item().table_name("parts").key(key()).send();
    let found = get().await.expect("an answer").item.expect("an item");
    assert_eq!(found["count"], AttributeValue::new().n("2"));

    let mut pages = client.scan().table_name("parts").limit(2).pages();
    let mut counts = Vec::new();
    while let Some(page) = pages.next().await {
        counts.extend(page.expect("a page").count);
    }
    assert_eq!(counts, [2, 2, 1]);

    let mut items = client.scan().table_name("parts").limit(2).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        let item: HashMap<String, AttributeValue> = item.expect("an item");
        ids.push(item["id"].clone());
    }
    assert_eq!(ids.len(), 5);
    assert!(ids.contains(&AttributeValue::new().s("part-4")));

    client
        .delete_item()
        .table_name("parts")
        .key(key())
        .send()
        .await
        .expect("an item is deleted");
    assert_eq!(get().await.expect("an answer").item, None);
}

#[tokio::test]
async fn tables_are_waited_for() {
    let client = Client::new(moto_tests::config("us-west-2"));
    for name in ["alpha", "beta", "gamma"] {
        create_table(&client, name).await;
    }
    let waited = client
        .wait_until_table_exists(DescribeTableInput::new("alpha"), MAX_WAIT)
        .delays(PAUSE, PAUSE)
        .await
        .expect("the table is there");
    let table = waited
        .into_last()
        .expect("an output")
        .table
        .expect("a table");
    assert_eq!(table.table_name.as_deref(), Some("alpha"));

    let mut names = client.list_tables().limit(2).items();
    let mut listed = Vec::new();
    while let Some(name) = names.next().await {
        listed.push(name.expect("a name"));
    }
    assert_eq!(listed, ["alpha", "beta", "gamma"]);

    // While it is there, nobody sees it gone.
    let error = client
        .wait_until_table_not_exists(DescribeTableInput::new("alpha"), 4 * PAUSE)
        .delays(PAUSE, PAUSE)
        .await
        .expect_err("the table is still there");
    assert!(matches!(error.kind(), WaitErrorKind::TimedOut { .. }));
    assert!(error.attempts() > 1, "{error}");

    client
        .delete_table()
        .table_name("alpha")
        .send()
        .await
        .expect("a table is deleted");
    let gone = client
        .wait_until_table_not_exists(DescribeTableInput::new("alpha"), MAX_WAIT)
        .delays(PAUSE, PAUSE)
        .await
        .expect("the table is gone");
    let error = gone.last().expect_err("an error says so");
    assert!(matches!(
        error.as_service_error(),
        Some(DescribeTableError::ResourceNotFoundException(_))
    ));
}
