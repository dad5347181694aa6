//! Command executions, and the tokens that make starting one idempotent.
//!
//! In: requests to start a command, and the time. Out: the id of an execution: a new one, or that of the first request
//! with the same token and the same parameters. What becomes of a command afterwards is told to another service (the
//! control plane), so this only keeps it and ends it when its timer does.

use std::collections::{BTreeMap, BTreeSet};

use super::{CommandRefusal, NotFound};

/// A request to start a command; equal requests under one token are one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRequest {
    /// The ARN of the device.
    pub target_arn: String,
    /// The ARN of the command.
    pub command_arn: String,
    /// The parameters by name.
    pub parameters: BTreeMap<String, Parameter>,
    /// After how many seconds the execution times out; `None` for no timer.
    pub timeout_seconds: Option<i64>,
}

/// The value of a command's parameter: one of seven kinds, each an optional member (it is no union in the model).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameter {
    /// `S`
    pub string: Option<String>,
    /// `B`
    pub boolean: Option<bool>,
    /// `I`
    pub integer: Option<i32>,
    /// `L`
    pub long: Option<i64>,
    /// `D`, by its bits: a NaN sent twice is the same request, and no float says so.
    pub double_bits: Option<u64>,
    /// `BIN`
    pub binary: Option<Vec<u8>>,
    /// `UL`: a number as text.
    pub unsigned_long: Option<String>,
}

/// How far a command is. The data plane can only start one, and time can end it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandStatus {
    /// It was started.
    Created,
    /// Its timer ended before anything else did.
    TimedOut,
}

/// The commands that exist and their executions.
#[derive(Clone, Debug, Default)]
pub(super) struct Commands {
    known: BTreeSet<String>,
    executions: Vec<CommandExecution>,
    by_token: BTreeMap<String, usize>,
}

#[derive(Clone, Debug)]
struct CommandExecution {
    id: String,
    request: CommandRequest,
    deadline: Option<i64>,
}

impl Commands {
    /// Makes a command known by its ARN.
    pub(super) fn add(&mut self, arn: &str) {
        self.known.insert(arn.to_owned());
    }

    /// Starts a command; the target has been checked. Without a token every request is a new one.
    ///
    /// # Errors
    ///
    /// The command is unknown, or the token was used for another request. A token is looked at first: a repeated
    /// request gets its first answer even if the command is gone by now.
    pub(super) fn start(
        &mut self,
        token: Option<&str>,
        request: CommandRequest,
        now: i64,
    ) -> Result<&str, CommandRefusal> {
        if let Some(&known) = token.and_then(|token| self.by_token.get(token)) {
            let execution = &self.executions[known];
            return if execution.request == request {
                Ok(&execution.id)
            } else {
                Err(CommandRefusal::Conflict {
                    execution_id: execution.id.clone(),
                })
            };
        }
        if !self.known.contains(&request.command_arn) {
            let what = format!("there is no command {}", request.command_arn);
            return Err(NotFound(what).into());
        }
        let index = self.executions.len();
        if let Some(token) = token {
            self.by_token.insert(token.to_owned(), index);
        }
        self.executions.push(CommandExecution {
            // Looks like the service's ids, and is the same in every run.
            id: format!("00000000-0000-4000-8000-{:012x}", index + 1),
            deadline: request
                .timeout_seconds
                .map(|seconds| now.saturating_add(seconds)),
            request,
        });
        Ok(&self.executions[index].id)
    }

    /// How far the execution of that id is, if there is one.
    pub(super) fn status(&self, id: &str, now: i64) -> Option<CommandStatus> {
        let execution = self
            .executions
            .iter()
            .find(|execution| execution.id == id)?;
        Some(match execution.deadline {
            Some(deadline) if deadline <= now => CommandStatus::TimedOut,
            _ => CommandStatus::Created,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn request(timeout_seconds: Option<i64>) -> CommandRequest {
        CommandRequest {
            target_arn: "arn:aws:iot:eu-west-1:123456789012:thing/lamp".to_owned(),
            command_arn: "reboot".to_owned(),
            parameters: BTreeMap::from([(
                "speed".to_owned(),
                Parameter {
                    double_bits: Some(f64::NAN.to_bits()),
                    ..Parameter::default()
                },
            )]),
            timeout_seconds,
        }
    }

    fn commands() -> Commands {
        let mut commands = Commands::default();
        commands.add("reboot");
        commands
    }

    #[test]
    fn one_token_is_one_execution() {
        let mut commands = commands();
        let first = commands
            .start(Some("t"), request(None), 0)
            .unwrap()
            .to_owned();
        assert_eq!(commands.start(Some("t"), request(None), 9), Ok(&*first));
        assert_ne!(commands.start(Some("u"), request(None), 9), Ok(&*first));
        assert_ne!(commands.start(None, request(None), 9), Ok(&*first));
        assert_eq!(
            commands.start(Some("t"), request(Some(3)), 9),
            Err(CommandRefusal::Conflict {
                execution_id: first
            })
        );
    }

    #[test]
    fn an_unknown_command_takes_no_token() {
        let mut commands = commands();
        let mut unknown = request(None);
        unknown.command_arn = "explode".to_owned();
        assert!(matches!(
            commands.start(Some("t"), unknown, 0),
            Err(CommandRefusal::NotFound(_))
        ));
        assert!(commands.start(Some("t"), request(None), 0).is_ok());
    }

    #[test]
    fn the_timer_starts_with_the_execution() {
        let mut commands = commands();
        let id = commands
            .start(None, request(Some(30)), 100)
            .unwrap()
            .to_owned();
        assert_eq!(commands.status(&id, 129), Some(CommandStatus::Created));
        assert_eq!(commands.status(&id, 130), Some(CommandStatus::TimedOut));
        assert_eq!(commands.status("other", 130), None);
        let endless = commands
            .start(None, request(Some(i64::MAX)), 100)
            .unwrap()
            .to_owned();
        assert_eq!(
            commands.status(&endless, i64::MAX - 1),
            Some(CommandStatus::Created)
        );
    }
}
