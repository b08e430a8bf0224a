//! Whether a clause reports a result, work under way, a trial, or a plan.

use serde::{Deserialize, Serialize};

/// What a clause claims of the thing it speaks of. A promise and a result are not the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 已, 完成, 建成
    Achieved,
    /// 正, 逐步, 推进
    UnderWay,
    /// 试点, 试行
    Pilot,
    /// 将, 力争, …底前
    Planned,
    /// A norm or aim without a date: 应, 不得, 标准
    Principle,
}
