//! Things, jobs, executions and commands in memory, and the rules by which they change.
//!
//! In: plain values and the time, in seconds since the epoch. Out: the state, or why not. There is no HTTP, no lock, no
//! clock and no generated type here, so the rules can be read and tested by themselves.
//!
//! Timers do not run: whoever asks something gives the time, and what has run out by then has ended before the question
//! is looked at.

mod command;
mod execution;
mod job;
mod refusal;
mod status;
mod timer;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use command::{CommandRequest, CommandStatus, Parameter};
pub use execution::{Details, Execution, Report};
pub use job::{Job, Retry};
pub use refusal::{CommandRefusal, DescribeRefusal, Invalid, NotFound, UpdateRefusal};
pub use status::Status;
pub use timer::{MAX_MINUTES, StepTimer};

use command::Commands;
use timer::Timers;

/// Everything that the jobs plane remembers.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// The executions of each thing, in the order in which they were made.
    things: BTreeMap<String, Vec<Execution>>,
    commands: Commands,
}

impl Store {
    /// Makes a thing known.
    pub fn add_thing(&mut self, name: &str) {
        self.things.entry(name.to_owned()).or_default();
    }

    /// Makes a command known by its ARN.
    pub fn add_command(&mut self, arn: &str) {
        self.commands.add(arn);
    }

    /// Puts an execution at the end of a thing's list; its number must be higher than those of the same job there.
    ///
    /// # Errors
    ///
    /// The thing is unknown.
    pub fn add_execution(&mut self, thing: &str, execution: Execution) -> Result<(), NotFound> {
        let executions = self.things.get_mut(thing).ok_or_else(|| no_thing(thing))?;
        executions.push(execution);
        Ok(())
    }

    /// All executions of a thing that have not ended, in the order in which they were made.
    ///
    /// # Errors
    ///
    /// The thing is unknown.
    pub fn pending(
        &mut self,
        thing: &str,
        now: i64,
    ) -> Result<impl Iterator<Item = &Execution>, NotFound> {
        let executions = self.executions(thing, now)?;
        Ok(executions
            .iter()
            .filter(|execution| !execution.status.is_terminal()))
    }

    /// The execution that [`Store::start_next`] would return, as it is: what `$next` means. `None` if nothing is
    /// pending.
    ///
    /// # Errors
    ///
    /// The thing is unknown.
    pub fn next(&mut self, thing: &str, now: i64) -> Result<Option<&Execution>, NotFound> {
        let executions = self.executions(thing, now)?;
        Ok(next(executions).map(|index| &executions[index]))
    }

    /// Starts the next pending execution of a thing; `None` if nothing is pending.
    ///
    /// One that is in progress comes before all that are queued, and then the one that was made first. A queued one
    /// is begun with these details: that is an update, with a new version. One that is in progress already is returned
    /// with its details and its version as they are; only a step timer that is asked for is set, since this is how a
    /// device that has started anew gets its time again.
    ///
    /// # Errors
    ///
    /// The thing is unknown.
    pub fn start_next(
        &mut self,
        thing: &str,
        details: Option<Details>,
        step_timer: StepTimer,
        now: i64,
    ) -> Result<Option<&Execution>, NotFound> {
        let executions = self.executions(thing, now)?;
        Ok(next(executions).map(|index| {
            let execution = &mut executions[index];
            if execution.status == Status::Queued {
                let report = Report {
                    status: Status::InProgress,
                    details,
                    step_timer,
                };
                execution.report(report, now);
            } else {
                execution.set_step_timer(step_timer, now);
            }
            &*execution
        }))
    }

    /// The execution of a job on a thing: the one of that number, or the latest.
    ///
    /// The documentation has an error for "a command to describe a job" that "is in a terminal state" and does not say
    /// of what the state is. We take the execution's: once it has ended, there is nothing left to tell a device.
    ///
    /// # Errors
    ///
    /// There is none, or it has ended.
    pub fn describe(
        &mut self,
        thing: &str,
        job_id: &str,
        number: Option<i64>,
        now: i64,
    ) -> Result<&Execution, DescribeRefusal> {
        let executions = self.executions(thing, now)?;
        let execution = &executions[find(executions, thing, job_id, number)?];
        if execution.status.is_terminal() {
            return Err(DescribeRefusal::Terminal(execution.status));
        }
        Ok(execution)
    }

    /// Takes a device's report of an execution: the one of that number, or the latest.
    ///
    /// What the request itself has wrong is told first, then that there is no such execution, then that its version
    /// is another, then that its status does not allow the report.
    ///
    /// # Errors
    ///
    /// As said; the state is then as it was.
    pub fn update(
        &mut self,
        thing: &str,
        job_id: &str,
        number: Option<i64>,
        expected_version: Option<i64>,
        report: Report,
        now: i64,
    ) -> Result<&Execution, UpdateRefusal> {
        if !report.status.is_for_devices() {
            return Err(Invalid(format!(
                "status is {}, which only the service sets: a device may set IN_PROGRESS, SUCCEEDED, FAILED or REJECTED",
                report.status
            ))
            .into());
        }
        let executions = self.executions(thing, now)?;
        let index = find(executions, thing, job_id, number)?;
        let execution = &mut executions[index];
        if expected_version.is_some_and(|expected| expected != execution.version) {
            return Err(UpdateRefusal::VersionMismatch(Box::new(execution.clone())));
        }
        if !execution.status.may_become(report.status) {
            return Err(UpdateRefusal::InvalidTransition(Box::new(
                execution.clone(),
            )));
        }
        execution.report(report, now);
        if let Some(retry) = execution.retry() {
            executions.push(retry);
        }
        Ok(&executions[index])
    }

    /// Starts a command on a device and gives the id of its execution.
    ///
    /// # Errors
    ///
    /// The target is no ARN of a thing or client, the thing or command is unknown, or the token was used for another
    /// request.
    pub fn start_command(
        &mut self,
        token: Option<&str>,
        request: CommandRequest,
        now: i64,
    ) -> Result<&str, CommandRefusal> {
        match target(&request.target_arn)? {
            Target::Thing(thing) if !self.things.contains_key(thing) => {
                return Err(no_thing(thing).into());
            }
            Target::Thing(_) | Target::Client => {}
        }
        self.commands.start(token, request, now)
    }

    /// How far a command is, if there is an execution of that id.
    pub fn command_status(&self, id: &str, now: i64) -> Option<CommandStatus> {
        self.commands.status(id, now)
    }

    /// The executions of a thing, after those whose timer has run out were ended and, if the job says so, queued again.
    fn executions(&mut self, thing: &str, now: i64) -> Result<&mut Vec<Execution>, NotFound> {
        let executions = self.things.get_mut(thing).ok_or_else(|| no_thing(thing))?;
        let mut retries: Vec<Execution> = executions
            .iter_mut()
            .filter_map(|execution| execution.expire(now).then(|| execution.retry()))
            .flatten()
            .collect();
        // In the order in which the timers ran out, which is the order in which the service would have queued them.
        retries.sort_by_key(|retry| retry.queued_at);
        executions.extend(retries);
        Ok(executions)
    }
}

/// Where the next pending execution is: in progress before queued, then the oldest.
fn next(executions: &[Execution]) -> Option<usize> {
    let first = |status| {
        executions
            .iter()
            .position(|execution| execution.status == status)
    };
    first(Status::InProgress).or_else(|| first(Status::Queued))
}

/// Where the execution of a job of that number is, or the latest. Numbers only rise, so the latest is the last.
fn find(
    executions: &[Execution],
    thing: &str,
    job_id: &str,
    number: Option<i64>,
) -> Result<usize, NotFound> {
    executions
        .iter()
        .rposition(|execution| {
            execution.job.id == job_id && number.is_none_or(|number| number == execution.number)
        })
        .ok_or_else(|| {
            let which = number.map_or(String::new(), |number| format!(" number {number}"));
            NotFound(format!("{thing} has no execution{which} of job {job_id}"))
        })
}

fn no_thing(name: &str) -> NotFound {
    NotFound(format!("there is no thing {name}"))
}

/// What a command is sent to.
enum Target<'a> {
    /// A thing of that name, which has to be known.
    Thing(&'a str),
    /// An MQTT client, which need not be.
    Client,
}

/// Reads the ARN of a command's target: `arn:PARTITION:iot:REGION:ACCOUNT:thing/NAME` or `...:client/ID`.
fn target(arn: &str) -> Result<Target<'_>, Invalid> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let resource = match parts[..] {
        ["arn", _, "iot", _, _, resource] => resource.split_once('/'),
        _ => None,
    };
    match resource {
        Some(("thing", name)) if !name.is_empty() => Ok(Target::Thing(name)),
        Some(("client", id)) if !id.is_empty() => Ok(Target::Client),
        _ => Err(Invalid(
            "targetArn must be the ARN of a thing (arn:aws:iot:REGION:ACCOUNT:thing/NAME) or of a client (...:client/ID)"
                .to_owned(),
        )),
    }
}
