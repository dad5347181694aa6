//! How often a provider is asked, and what requests get meanwhile.

use super::*;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn session(id: &str, expires: u64) -> Credentials {
    Credentials::new(id, "x").with_session("y", Some(at(expires)))
}

type Answer = Result<Credentials, CredentialsError>;

/// Answers in turn, each as soon as it is let.
struct Slow {
    answers: Mutex<VecDeque<Answer>>,
    asked: AtomicUsize,
    gate: Semaphore,
}

impl Slow {
    fn new(answers: impl IntoIterator<Item = Answer>) -> Arc<CachedCredentials<Self>> {
        Arc::new(CachedCredentials::new(Self {
            answers: Mutex::new(answers.into_iter().collect()),
            asked: AtomicUsize::new(0),
            gate: Semaphore::new(0),
        }))
    }
}

impl ProvideCredentials for Slow {
    fn credentials(&self, _: SystemTime) -> CredentialsFuture<'_> {
        Box::pin(async move {
            self.asked.fetch_add(1, Ordering::Relaxed);
            self.gate.acquire().await.unwrap().forget();
            let answer = self.answers.lock().unwrap().pop_front();
            answer.unwrap_or_else(|| Err(CredentialsError::new("asked too often")))
        })
    }
}

fn asked(cache: &CachedCredentials<Slow>) -> usize {
    cache.provider.asked.load(Ordering::Relaxed)
}

/// Credentials for `count` requests at once, whose provider may answer once all of them wait.
async fn at_once(
    cache: &Arc<CachedCredentials<Slow>>,
    count: usize,
    now: SystemTime,
) -> Vec<String> {
    let requests: Vec<_> = (0..count)
        .map(|_| {
            let cache = Arc::clone(cache);
            tokio::spawn(async move { shown(cache.credentials(now).await) })
        })
        .collect();
    for _ in 0..4 {
        tokio::task::yield_now().await;
    }
    cache.provider.gate.add_permits(1);
    let mut found = Vec::new();
    for request in requests {
        found.push(request.await.unwrap());
    }
    found
}

fn shown(answer: Answer) -> String {
    match answer {
        Ok(credentials) => credentials.access_key_id().to_owned(),
        Err(error) => error.to_string(),
    }
}

#[tokio::test]
async fn the_provider_is_asked_once_however_many_wait() {
    let cache = Slow::new([Ok(session("ONE", 3600))]);
    assert!(cache.at_hand(at(0)).is_none());
    assert_eq!(at_once(&cache, 100, at(0)).await, vec!["ONE"; 100]);
    assert_eq!(asked(&cache), 1);
    // Until five minutes before the end nothing more is asked.
    assert_eq!(shown(cache.at_hand(at(3299)).unwrap()), "ONE");
    assert!(cache.at_hand(at(3300)).is_none());
}

#[tokio::test]
async fn a_failure_is_shared_by_those_that_wait() {
    let cache = Slow::new([Err(CredentialsError::new("down")), Ok(session("ONE", 3600))]);
    assert_eq!(at_once(&cache, 50, at(0)).await, vec!["down"; 50]);
    assert_eq!(asked(&cache), 1);
    assert_eq!(at_once(&cache, 2, at(1)).await, vec!["ONE"; 2]);
}

#[tokio::test]
async fn old_credentials_are_used_while_new_ones_are_fetched() {
    let cache = Slow::new([Ok(session("ONE", 3600)), Ok(session("TWO", 7200))]);
    at_once(&cache, 1, at(0)).await;
    let found = at_once(&cache, 3, at(3400)).await;
    assert_eq!(found, ["TWO", "ONE", "ONE"]);
    assert_eq!(asked(&cache), 2);
}

#[tokio::test]
async fn a_failure_is_bridged_while_the_old_ones_last() {
    let down = || Err(CredentialsError::new("down"));
    let cache = Slow::new([
        Ok(session("ONE", 3600)),
        down(),
        down(),
        Ok(session("TWO", 9000)),
    ]);
    at_once(&cache, 1, at(0)).await;
    assert_eq!(at_once(&cache, 1, at(3400)).await, ["ONE"]);
    assert_eq!(shown(cache.at_hand(at(3459)).unwrap()), "ONE");
    assert!(cache.at_hand(at(3460)).is_none());
    // They last no more.
    assert_eq!(at_once(&cache, 1, at(3600)).await, ["down"]);
    assert_eq!(at_once(&cache, 1, at(3600)).await, ["TWO"]);
}

#[tokio::test]
async fn a_request_that_is_given_up_leaves_its_place() {
    let cache = Slow::new([Ok(session("ONE", 3600))]);
    let first = {
        let cache = Arc::clone(&cache);
        tokio::spawn(async move { shown(cache.credentials(at(0)).await) })
    };
    tokio::task::yield_now().await;
    let second = {
        let cache = Arc::clone(&cache);
        tokio::spawn(async move { shown(cache.credentials(at(0)).await) })
    };
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    cache.provider.gate.add_permits(1);
    assert_eq!(second.await.unwrap(), "ONE");
    assert_eq!(asked(&cache), 2);
}

#[tokio::test]
async fn what_is_of_no_use_is_a_failure() {
    let cache = Slow::new([Ok(session("OLD", 10)), Ok(Credentials::new("", "x"))]);
    assert_eq!(
        at_once(&cache, 1, at(20)).await,
        ["the key OLD expired at 1970-01-01T00:00:10Z; get a new one"]
    );
    assert_eq!(
        at_once(&cache, 1, at(20)).await,
        ["the access key id is empty"]
    );
}

#[tokio::test]
async fn short_lives_and_none_at_all() {
    let cache = Slow::new([Ok(session("SHORT", 100)), Ok(Credentials::new("LONG", "x"))]);
    at_once(&cache, 1, at(0)).await;
    assert!(cache.at_hand(at(74)).is_some());
    assert!(cache.at_hand(at(75)).is_none());
    assert_eq!(at_once(&cache, 1, at(80)).await, ["LONG"]);
    assert!(cache.at_hand(at(80 + 899)).is_some());
    assert!(cache.at_hand(at(80 + 900)).is_none());
}
