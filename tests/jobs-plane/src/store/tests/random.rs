//! Random calls against what must always hold.
//!
//! Each run makes a store of a few jobs, then calls it some hundreds of times with random arguments while time passes at
//! random. Before and after each call the whole state is compared: with the rules of the lifecycle, and with what this
//! very call should have done. The numbers come from a seeded generator, so a failure names the run that shows it.

use fastrand::Rng;

use super::super::*;
use super::{NOW, THING, job};

const RUNS: u64 = 200;
const CALLS: usize = 300;
const JOBS: [&str; 3] = ["a", "b", "c"];

#[test]
fn random_calls_keep_every_rule() {
    for run in 0..RUNS {
        let mut world = World::new(run);
        for _ in 0..CALLS {
            world.step();
        }
    }
}

struct World {
    run: u64,
    random: Rng,
    store: Store,
    now: i64,
}

impl World {
    fn new(run: u64) -> Self {
        let mut random = Rng::with_seed(run);
        let mut store = Store::default();
        store.add_thing(THING);
        for id in JOBS {
            let job = Job {
                in_progress_timeout_minutes: random.bool().then(|| random.i64(1..20)),
                retry: random.bool().then(|| Retry {
                    failed: random.bool(),
                    timed_out: random.bool(),
                    times: random.u32(0..12),
                }),
                ..job(id)
            };
            let execution = Execution::queued(job.into(), 1, NOW);
            store.add_execution(THING, execution).unwrap();
        }
        Self {
            run,
            random,
            store,
            now: NOW,
        }
    }

    fn step(&mut self) {
        let before = self.store.things[THING].clone();
        self.now += [0, 1, 59, 60, self.random.i64(0..2_000)][self.random.usize(0..5)];
        // What time alone does, without any call.
        let mut aged = self.store.clone();
        aged.next(THING, self.now).unwrap();
        let aged = aged.things[THING].clone();
        self.check_time(&before, &aged);

        match self.random.u8(0..10) {
            0 => self.look(&aged),
            1 | 2 => self.start(&aged),
            _ => self.update(&aged),
        }
        self.check_state();
    }

    /// Looking changes nothing but what time has changed.
    fn look(&mut self, aged: &[Execution]) {
        let pending: Vec<Execution> = self
            .store
            .pending(THING, self.now)
            .unwrap()
            .cloned()
            .collect();
        let expected: Vec<Execution> = aged
            .iter()
            .filter(|execution| !execution.status.is_terminal())
            .cloned()
            .collect();
        assert_eq!(pending, expected, "run {}", self.run);
        let number = self.random.bool().then(|| self.random.i64(0..4));
        let id = *self.random.choice(&JOBS).unwrap();
        let known = aged.iter().rev().find(|execution| {
            execution.job.id == id && number.is_none_or(|number| execution.number == number)
        });
        let described = self.store.describe(THING, id, number, self.now);
        match known {
            None => assert!(matches!(described, Err(DescribeRefusal::NotFound(_)))),
            Some(known) if known.status.is_terminal() => {
                assert_eq!(described, Err(DescribeRefusal::Terminal(known.status)));
            }
            Some(known) => assert_eq!(described, Ok(known)),
        }
        assert_eq!(self.executions(), aged, "run {}", self.run);
    }

    fn start(&mut self, aged: &[Execution]) {
        let announced = self.store.next(THING, self.now).unwrap().cloned();
        let details = self.details();
        let timer = self.timer();
        let started = self
            .store
            .start_next(THING, details.clone(), timer, self.now)
            .unwrap()
            .cloned();
        let (Some(announced), Some(started)) = (&announced, &started) else {
            assert_eq!(announced, started);
            assert!(aged.iter().all(|execution| execution.status.is_terminal()));
            return;
        };
        assert_eq!(announced.job.id, started.job.id, "run {}", self.run);
        assert_eq!(announced.number, started.number);
        assert_eq!(started.status, Status::InProgress);
        if announced.status == Status::Queued {
            assert!(
                aged.iter()
                    .all(|execution| execution.status != Status::InProgress)
            );
            assert_eq!(started.version, announced.version + 1);
            assert_eq!(started.started_at, Some(self.now));
            assert_eq!(
                started.details,
                details.unwrap_or(announced.details.clone())
            );
        } else {
            assert_eq!(started.version, announced.version);
            assert_eq!(started.details, announced.details);
            assert_eq!(started.last_updated_at, announced.last_updated_at);
        }
        self.check_timer(announced, started, timer);
        self.check_others(aged, started);
    }

    fn update(&mut self, aged: &[Execution]) {
        let id = *self.random.choice(&JOBS).unwrap();
        let Some(target) = aged.iter().rfind(|execution| execution.job.id == id) else {
            panic!("a job without an execution");
        };
        let status = *self.random.choice(&Status::ALL).unwrap();
        let expected = match self.random.u8(0..4) {
            0 => Some(target.version),
            1 => Some(target.version + self.random.i64(-1..=1)),
            _ => None,
        };
        let report = Report {
            status,
            details: self.details(),
            step_timer: self.timer(),
        };
        let answer = self
            .store
            .update(THING, id, None, expected, report.clone(), self.now)
            .cloned();
        let right_version = expected.is_none_or(|version| version == target.version);
        let updated = match answer {
            Err(refusal) => {
                match refusal {
                    UpdateRefusal::Invalid(_) => assert!(!status.is_for_devices()),
                    UpdateRefusal::VersionMismatch(state) => {
                        assert!(!right_version);
                        assert_eq!(*state, *target);
                    }
                    UpdateRefusal::InvalidTransition(state) => {
                        assert!(right_version && !target.status.may_become(status));
                        assert_eq!(*state, *target);
                    }
                    UpdateRefusal::NotFound(what) => panic!("run {}: {what:?}", self.run),
                }
                assert_eq!(
                    self.aged(),
                    aged,
                    "run {}: a refusal changed something",
                    self.run
                );
                return;
            }
            Ok(updated) => updated,
        };
        assert!(right_version && target.status.may_become(status));
        assert_eq!(updated.version, target.version + 1);
        assert_eq!(updated.status, status);
        assert_eq!(updated.last_updated_at, self.now);
        assert_eq!(
            updated.details,
            report.details.unwrap_or(target.details.clone())
        );
        if status.is_terminal() {
            assert_eq!(updated.seconds_left(self.now), None);
        } else {
            self.check_timer(target, &updated, report.step_timer);
        }
        let retried = self.executions().len() - aged.len();
        let wanted = updated.job.retry.is_some_and(|retry| {
            status == Status::Failed && retry.failed && updated.number <= i64::from(retry.times)
        });
        assert_eq!(retried, usize::from(wanted), "run {}", self.run);
        self.check_others(aged, &updated);
    }

    /// Nothing happens by itself but timeouts, and each happens at the second at which it is due.
    fn check_time(&self, before: &[Execution], aged: &[Execution]) {
        for (old, new) in before.iter().zip(aged) {
            if old.seconds_left(self.now).is_none_or(|seconds| seconds > 0) {
                assert_eq!(old, new, "run {}", self.run);
            } else {
                assert_eq!(new.status, Status::TimedOut);
                assert_eq!(old.seconds_left(new.last_updated_at), Some(0));
                assert_eq!((old.version, &old.details), (new.version, &new.details));
            }
        }
        for new in &aged[before.len()..] {
            assert_eq!((new.status, new.version), (Status::Queued, 1));
        }
    }

    /// The timer is the one that was asked for, or the job's own if that ends sooner.
    fn check_timer(&self, old: &Execution, new: &Execution, wish: StepTimer) {
        let job = new
            .job
            .in_progress_timeout_minutes
            .zip(new.started_at)
            .map(|(minutes, start)| start + minutes * 60 - self.now);
        let left = new.seconds_left(self.now);
        let wanted = match wish {
            StepTimer::Minutes(minutes) => {
                Some(job.map_or(minutes * 60, |job| job.min(minutes * 60)))
            }
            StepTimer::Cancel => job,
            StepTimer::Leave if old.status == Status::Queued => job,
            StepTimer::Leave => old.seconds_left(self.now),
        };
        assert_eq!(left, wanted, "run {}", self.run);
    }

    /// Everything but the execution that was called is as it was.
    fn check_others(&self, aged: &[Execution], called: &Execution) {
        for (old, new) in aged.iter().zip(self.executions()) {
            if old.job.id == called.job.id && old.number == called.number {
                assert_eq!(new, called);
            } else {
                assert_eq!(old, new, "run {}", self.run);
            }
        }
    }

    /// What holds of every state.
    fn check_state(&self) {
        let executions = self.aged();
        for id in JOBS {
            let of_job: Vec<&Execution> = executions
                .iter()
                .filter(|execution| execution.job.id == id)
                .collect();
            for (number, execution) in (1..).zip(&of_job) {
                assert_eq!(execution.number, number, "run {}", self.run);
                let last = number == i64::try_from(of_job.len()).unwrap();
                assert!(last || execution.status.is_terminal());
                assert!(execution.version >= 1);
                assert!(execution.queued_at <= execution.last_updated_at);
                assert!(execution.last_updated_at <= self.now);
                match execution.started_at {
                    Some(start) => {
                        assert!(execution.queued_at <= start && start <= execution.last_updated_at)
                    }
                    None => assert!(matches!(
                        execution.status,
                        Status::Queued | Status::Rejected
                    )),
                }
                match execution.seconds_left(self.now) {
                    Some(left) => {
                        assert_eq!(execution.status, Status::InProgress);
                        assert!(left > 0 && left <= MAX_MINUTES * 60);
                    }
                    None => assert!(
                        execution.status != Status::InProgress
                            || execution.job.in_progress_timeout_minutes.is_none()
                    ),
                }
            }
        }
    }

    fn executions(&self) -> &[Execution] {
        &self.store.things[THING]
    }

    /// The state as a look at this moment shows it: a call that was refused early has not aged it.
    fn aged(&self) -> Vec<Execution> {
        let mut store = self.store.clone();
        store.next(THING, self.now).unwrap();
        store.things[THING].clone()
    }

    fn details(&mut self) -> Option<Details> {
        self.random
            .bool()
            .then(|| Details::from([("n".to_owned(), self.random.u8(..).to_string())]))
    }

    fn timer(&mut self) -> StepTimer {
        match self.random.u8(0..4) {
            0 => StepTimer::Minutes(self.random.i64(1..=MAX_MINUTES)),
            1 => StepTimer::Minutes(self.random.i64(1..=5)),
            2 => StepTimer::Cancel,
            _ => StepTimer::Leave,
        }
    }
}
