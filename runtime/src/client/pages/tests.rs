//! Pages and items, over a script of answers.

use crate::client::Draft;
use crate::client::error::ErrorKind;
use crate::client::pages::{PageToken, Pages, RepeatedToken, token};
use crate::client::shelf::{ListInput, ListOutput, Script};
use crate::fixtures::Color;
use futures_core::Stream;
use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::pin;

fn pages(script: &Script) -> Pages<ListInput> {
    let input = ListInput {
        shelf: Some("a".to_owned()),
        ..ListInput::default()
    };
    Pages::new(script.client(|config| config), Ok(input))
}

fn parts(output: ListOutput) -> Vec<String> {
    output.parts.unwrap_or_default()
}

#[tokio::test]
async fn each_page_is_asked_for_with_the_token_of_the_one_before() {
    let script = Script::new(&[
        (200, r#"{"next":"1","parts":["x","y"]}"#),
        (200, r#"{"next":"2"}"#),
        (200, r#"{"parts":["z"]}"#),
    ]);
    let mut pages = pages(&script);
    assert!(script.asked().is_empty());
    assert_eq!(parts(pages.next().await.unwrap().unwrap()), ["x", "y"]);
    assert_eq!(script.asked().len(), 1);
    assert!(parts(pages.next().await.unwrap().unwrap()).is_empty());
    assert_eq!(parts(pages.next().await.unwrap().unwrap()), ["z"]);
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
    assert_eq!(
        script.asked(),
        [
            r#"{"shelf":"a"}"#,
            r#"{"next":"1","shelf":"a"}"#,
            r#"{"next":"2","shelf":"a"}"#,
        ]
    );
}

#[tokio::test]
async fn items_are_those_of_all_pages() {
    let script = Script::new(&[
        (200, r#"{"next":"1","parts":["x","y"]}"#),
        (200, r#"{"next":"2","parts":[]}"#),
        (200, r#"{"next":"3"}"#),
        (200, r#"{"next":"","parts":["z"]}"#),
    ]);
    let mut items = pages(&script).items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        // The next page is asked for when this one is used up.
        assert_eq!(script.asked().len(), if found.len() < 2 { 1 } else { 4 });
        found.push(item.unwrap());
    }
    assert_eq!(found, ["x", "y", "z"]);
}

#[tokio::test]
async fn both_are_streams() {
    let answers = [(200, r#"{"next":"1","parts":["x"]}"#), (200, "{}")];
    let mut pages = pin!(pages(&Script::new(&answers)));
    let mut count = 0;
    while let Some(page) = poll_fn(|context| pages.as_mut().poll_next(context)).await {
        page.unwrap();
        count += 1;
    }
    assert_eq!(count, 2);
    let mut items = pin!(self::pages(&Script::new(&answers)).items());
    let item = poll_fn(|context| items.as_mut().poll_next(context)).await;
    assert_eq!(item.unwrap().unwrap(), "x");
    let item = poll_fn(|context| items.as_mut().poll_next(context)).await;
    assert!(item.is_none());
}

#[tokio::test]
async fn an_error_ends_them() {
    let script = Script::new(&[
        (200, r#"{"next":"1","parts":["x"]}"#),
        (400, r#"{"__type":"NoSuchShelf","message":"gone"}"#),
    ]);
    let mut items = pages(&script).items();
    assert_eq!(items.next().await.unwrap().unwrap(), "x");
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.code(), Some("NoSuchShelf"));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn what_is_missing_is_said_by_the_first_page() {
    let script = Script::new(&[]);
    let mut pages = Draft::<ListInput>::new(&script.client(|config| config), &["shelf"]).pages();
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::MissingMembers(_)));
    assert!(pages.next().await.is_none());
    assert!(script.asked().is_empty());
}

#[tokio::test]
async fn a_repeated_token_fails_unless_it_may_be() {
    let same = r#"{"next":"1","parts":["x"]}"#;
    let answers = [(200, same), (200, same), (200, same), (200, "{}")];
    let mut pages = pages(&Script::new(&answers));
    assert!(pages.next().await.unwrap().is_ok());
    // The page itself is a page.
    assert!(pages.next().await.unwrap().is_ok());
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::RepeatedToken), "{error}");
    assert!(error.to_string().starts_with("List: a page ends with"));
    assert!(pages.next().await.is_none());

    for (repeated, expected) in [(RepeatedToken::Ends, 2), (RepeatedToken::GoesOn, 4)] {
        let mut pages = self::pages(&Script::new(&answers)).on_repeated_token(repeated);
        let mut count = 0;
        while let Some(page) = pages.next().await {
            page.unwrap();
            count += 1;
        }
        assert_eq!(count, expected, "{repeated:?}");
    }
}

#[tokio::test]
async fn a_call_that_is_given_up_loses_no_page() {
    let script = Script::new(&[(200, r#"{"parts":["x"]}"#)]);
    let mut pages = pages(&script);
    // Polled once and dropped, while the answer is on its way.
    let mut next = Box::pin(pages.next());
    poll_fn(|context| {
        assert!(next.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    drop(next);
    assert_eq!(parts(pages.next().await.unwrap().unwrap()), ["x"]);
    assert_eq!(script.asked().len(), 1);
}

#[test]
fn what_is_empty_leads_nowhere() {
    assert_eq!(token(Some(&String::new())), None);
    assert_eq!(token::<String>(None), None);
    assert_eq!(token(Some(&"1".to_owned())), Some("1".to_owned()));
    assert_eq!(token(Some(&0_i32)), None);
    assert_eq!(token(Some(&7_i64)), Some(7));
    assert_eq!(token(Some(&Color::Red)), Some(Color::Red));
    assert_eq!(token(Some(&Color::Unknown(String::new()))), None);
    assert_eq!(token(Some(&HashMap::<String, i32>::new())), None);
    let some = Some("a".to_owned());
    assert!((None::<String>, Some(String::new())).is_end());
    assert!(!(None::<String>, some.clone()).is_end());
    assert!(!(some, None::<i32>, None::<i8>).is_end());
}

#[test]
fn they_can_go_to_another_thread() {
    fn is_send<T: Send>(_: &T) {}
    let pages = pages(&Script::new(&[]));
    is_send(&pages);
    is_send(&pages.items());
}
