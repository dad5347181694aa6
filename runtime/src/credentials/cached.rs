//! Credentials that are kept until shortly before they expire.
//!
//! In: a provider that looks somewhere each time it is asked. Out: what it found, for as long as that is worth something.
//! However many requests wait for new credentials, the provider is asked once.

use super::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

/// How long before they expire credentials are renewed, unless a quarter of their life is less.
const EARLY: Duration = Duration::from_secs(5 * 60);
/// How long credentials that do not expire are kept.
const KEEP: Duration = Duration::from_secs(15 * 60);
/// How long after a failure the provider is left alone while the old credentials last.
const PAUSE: Duration = Duration::from_secs(60);

/// Keeps what a provider finds until five minutes before it expires, or for fifteen minutes if it does not expire.
///
/// One request at a time asks the provider, and the others use the old credentials while they last, or else wait for the
/// new ones. If the provider fails while the old ones last, they stay in use, and it is asked again after a minute.
pub struct CachedCredentials<P> {
    provider: P,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    current: Option<Current>,
    /// Whether somebody is asking the provider.
    busy: bool,
    /// How often the provider has been asked to the end.
    rounds: u64,
    /// How the last round ended, for those that waited for it.
    failure: Option<CredentialsError>,
    waiting: Vec<Waker>,
}

struct Current {
    credentials: Credentials,
    /// When the provider is asked again.
    renew: SystemTime,
}

impl Current {
    fn new(credentials: Credentials, now: SystemTime) -> Self {
        let keep = match credentials.expires() {
            Some(expires) => {
                let life = expires.duration_since(now).unwrap_or_default();
                life.saturating_sub(EARLY.min(life / 4))
            }
            None => KEEP,
        };
        Self {
            credentials,
            renew: now.checked_add(keep).unwrap_or(now),
        }
    }

    fn lasts(&self, now: SystemTime) -> bool {
        self.credentials
            .expires()
            .is_none_or(|expires| expires > now)
    }
}

/// What a request has to do.
enum Turn<'c, P> {
    Take(Credentials),
    Ask(Round<'c, P>),
    /// For the end of this round.
    Wait(u64),
}

/// Asks the provider, and leaves the place to another one however that ends.
struct Round<'c, P>(&'c CachedCredentials<P>);

impl<P> CachedCredentials<P> {
    /// What this provider finds.
    pub fn new(provider: P) -> Self {
        Self {
            provider,
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self, now: SystemTime) -> Turn<'_, P> {
        let mut state = self.state();
        match &state.current {
            Some(current) if now < current.renew || (state.busy && current.lasts(now)) => {
                Turn::Take(current.credentials.clone())
            }
            _ if state.busy => Turn::Wait(state.rounds),
            _ => {
                state.busy = true;
                Turn::Ask(Round(self))
            }
        }
    }

    /// Ready when a round is over; with its failure, if it failed.
    fn poll_round(&self, round: u64, context: &Context<'_>) -> Poll<Result<(), CredentialsError>> {
        let mut state = self.state();
        if state.rounds > round {
            return Poll::Ready(state.failure.clone().map_or(Ok(()), Err));
        }
        if !state.busy {
            // Whoever asked was dropped before there was an answer.
            return Poll::Ready(Ok(()));
        }
        if !state
            .waiting
            .iter()
            .any(|waker| waker.will_wake(context.waker()))
        {
            state.waiting.push(context.waker().clone());
        }
        Poll::Pending
    }
}

impl<P: ProvideCredentials> CachedCredentials<P> {
    async fn ask(
        &self,
        round: Round<'_, P>,
        now: SystemTime,
    ) -> Result<Credentials, CredentialsError> {
        let found = match self.provider.at_hand(now) {
            Some(found) => found,
            None => self.provider.credentials(now).await,
        };
        // What is of no use already would only be asked for again.
        let found = found.and_then(|credentials| credentials.check(now).map(|()| credentials));
        let result = self.keep(found, now);
        drop(round);
        result
    }

    /// Takes down how a round ended.
    fn keep(
        &self,
        found: Result<Credentials, CredentialsError>,
        now: SystemTime,
    ) -> Result<Credentials, CredentialsError> {
        let mut state = self.state();
        state.rounds += 1;
        state.failure = None;
        match found {
            Ok(credentials) => {
                state.current = Some(Current::new(credentials.clone(), now));
                Ok(credentials)
            }
            Err(error) => match &mut state.current {
                Some(current) if current.lasts(now) => {
                    current.renew = now.checked_add(PAUSE).unwrap_or(now);
                    Ok(current.credentials.clone())
                }
                _ => {
                    state.failure = Some(error.clone());
                    Err(error)
                }
            },
        }
    }
}

impl<P> Drop for Round<'_, P> {
    fn drop(&mut self) {
        let waiting = {
            let mut state = self.0.state();
            state.busy = false;
            std::mem::take(&mut state.waiting)
        };
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl<P: ProvideCredentials> ProvideCredentials for CachedCredentials<P> {
    fn credentials(&self, now: SystemTime) -> CredentialsFuture<'_> {
        Box::pin(async move {
            loop {
                match self.turn(now) {
                    Turn::Take(credentials) => return Ok(credentials),
                    Turn::Ask(round) => return self.ask(round, now).await,
                    Turn::Wait(round) => {
                        poll_fn(|context| self.poll_round(round, context)).await?;
                    }
                }
            }
        })
    }

    fn at_hand(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        let state = self.state();
        match &state.current {
            Some(current) if now < current.renew || (state.busy && current.lasts(now)) => {
                Some(Ok(current.credentials.clone()))
            }
            _ => None,
        }
    }
}

impl<P: Debug> Debug for CachedCredentials<P> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredentials")
            .field("provider", &self.provider)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
