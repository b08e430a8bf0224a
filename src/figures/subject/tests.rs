//! Subjects of sentences of our own, from provinces, ministries, Taiwan and Hong Kong.

use super::*;
use crate::figures::Tier;
use crate::figures::{fold, grammar};

/// What `told` makes of the subject and place of each figure of a line, joined with |.
fn read(source: &str, told: impl Fn(&[char], (Parts, Option<Range>)) -> String) -> String {
    let (text, traditional) = fold::read(source);
    let chars: Vec<char> = source.chars().collect();
    let readings = grammar::scan(&text, traditional);
    let mut subjects = Subjects::new(&text, &readings);
    let figures = (0..readings.len()).filter(|&n| readings[n].tier == Tier::Figure);
    let got: Vec<String> = figures.map(|n| told(&chars, subjects.of(n))).collect();
    got.join("|")
}

fn check(source: &str, want: &str) {
    let got = read(source, |chars, (subject, _)| subject.iter().flat_map(|&(a, b)| &chars[a..b]).collect());
    assert_eq!(got, want, "{source}");
}

#[test]
fn the_noun_before_or_after() {
    check("流感疫苗接种63.8万剂，住院手术38.7万例。", "流感疫苗接种|住院手术");
    check("湖北省今年安排专项资金18亿元，支持县城更新，惠及居民62万户。", "安排专项资金|惠及居民");
    check("农业农村部数据显示，全国累计建成高标准农田10.9亿亩，粮食产能提升至1.4万亿斤。", "高标准农田|粮食产能");
    check("花蓮地震後，慈濟志工發放毛毯3,200條，安置災民1,150人。", "慈濟志工發放毛毯|安置災民");
    check(
        "山东深化“无证明城市”建设，取消证明事项1247项，电子证照调用量超2亿次。",
        "“无证明城市”取消证明事项|“无证明城市”电子证照调用量",
    );
    check("全县现有47个易涝点。", "易涝点");
}

#[test]
fn a_short_noun_says_whose_it_is() {
    check(
        "屯門醫院新大樓提供病床400張，手術室由8間增至14間。",
        "屯門醫院新大樓提供病床|屯門醫院新大樓手術室|屯門醫院新大樓手術室",
    );
    check(
        "香港旅發局「夜繽紛」活動吸引旅客26萬人次，商戶營業額上升一成半。",
        "「夜繽紛」活動吸引旅客|「夜繽紛」活動商戶營業額",
    );
    check(
        "“星火家园”党建联盟吸纳企业43家，建立党员先锋岗210个。",
        "“星火家园”党建联盟吸纳企业|“星火家园”建立党员先锋岗",
    );
    check("云南“金秋惠民”消费券累计核销4.3亿元，带动餐饮消费21亿元。", "“金秋惠民”消费券核销|“金秋惠民”带动餐饮消费");
    check("“石榴籽”工程五年投入2亿元，评出精品210部。", "“石榴籽”工程投入|“石榴籽”工程评出精品");
    check("网格联盟成立三年。会员4300人。", "网格联盟会员");
}

#[test]
fn what_stands_before_a_number_without_being_counted() {
    check("4.　　署方接獲投訴320宗，按年下降5%。", "署方接獲投訴|署方接獲投訴");
    check("协会理事从换届时的18人增加到31人。", "协会理事|协会理事");
    check("河长处 刘青：全县巡河2.1万次、清淤46公里。", "巡河|清淤");
    check("日常检修接触网日均36公里。", "检修接触网");
    check("園區營業額320億元，季增6%。", "園區營業額|園區營業額");
    check("逾期未整改的，处5万元罚款。", "逾期未整改罚款");
    check("茶农户均增收1200元、人均280元。", "茶农户均增收|茶农户均增收");
}

#[test]
fn a_line_that_breaks_after_a_comma_goes_on() {
    check(
        "「樂活學堂」招募講師80位，\n開課510班，\n滿意度96%。",
        "「樂活學堂」招募講師|「樂活學堂」開課|「樂活學堂」滿意度",
    );
}

#[test]
fn ellipsis_takes_what_was_counted_before() {
    check("货物吞吐量3.2亿吨，同比增长9.8%，比五年前多出四成。", "货物吞吐量|货物吞吐量|货物吞吐量");
    check("平均找车位时间由15公里降到6公里", "平均找车位时间|平均找车位时间");
    check("受理、办理和答复建议分别为312件、298件和290件。", "受理|办理|答复建议");
    check("检查发现隐患240处，整改231处，整改率96%。", "检查发现隐患|隐患整改|隐患整改率");
    check("风光占比首次过半，达51.2%。", "风光占比");
    check("青海湖裸鲤蕴藏量达12万吨，是保护初期的46倍。", "青海湖裸鲤蕴藏量|青海湖裸鲤蕴藏量");
}

#[test]
fn growths_told_together_take_their_own_amounts() {
    check(
        "清理虚假信息18万条，处置账号6200个，关闭网站74家，同比分别增长12%、31%和5%。",
        "清理虚假信息|处置账号|关闭网站|清理虚假信息|处置账号|关闭网站",
    );
    check("立案数连续十八个月下降，同比降幅24.1%。", "立案数同比降幅");
}

#[test]
fn words_are_told_whole_and_once() {
    check("28个乡镇实现光纤网络全覆盖。", "乡镇实现光纤网络全覆盖");
    check("带动8600名牧民人均增收900元。", "带动牧民|牧民人均增收");
    check("補助2,300戶弱勢戶電費。", "補助弱勢戶");
    check("“智汇港”产业园入驻企业64家。", "“智汇港”产业园入驻企业");
    check("民眾滿意度：4.6分。", "民眾滿意度");
    check("全州光纤到户率达93%。", "光纤到户率");
    check("今年增设充电桩260个，全区达1800个。", "增设充电桩|充电桩");
    check("农户户均年增收4600元。", "农户户均年增收");
    check("舉辦防詐講座88場；竊盜發生數較去年同期減少9%。", "舉辦防詐講座|竊盜發生數");
}

#[test]
fn a_table_in_a_line() {
    check("城市｜泊位（个）｜同比（%）｜甲市｜1,205｜8.1｜乙县｜76｜0.5", "甲市泊位|甲市同比|乙县泊位|乙县同比");
}

#[test]
fn what_is_said_of_the_counted() {
    check("九成以上事项实现网上办理。", "事项实现网上办理");
    check("救世军在53间院舍引入照护机械人。", "院舍引入照护机械人");
    check("通关单证由86种精简到41种。", "通关单证|单证精简");
    check("76个账号被永久禁言，9家机构签了承诺书。", "账号被永久禁言|机构签了承诺书");
}

#[test]
fn words_are_not_cut_and_marks_stay_out() {
    check("约谈网站17家，由12个部门组成的领导小组开会。", "约谈网站|部门组成的领导小组");
    check("　　全年投入数字基础设施资金3亿元。", "投入数字基础设施资金");
    check("“遵易办”注册用户90万人，日均访问2万次。", "“遵易办”注册用户|“遵易办”日均访问");
    check("经审讯，5名犯罪嫌疑人对事实供认不讳。", "犯罪嫌疑人");
    check("不实信息个案2086宗。", "不实信息个案");
}

fn check_places(source: &str, want: &str) {
    let got = read(source, |chars, (_, place)| place.map_or_else(|| "-".into(), |(a, b)| chars[a..b].iter().collect()));
    assert_eq!(got, want, "{source}");
}

#[test]
fn a_place_reaches_the_clauses_after_it() {
    check_places("全市现有驿站32座，配电池柜60个。", "全市|全市");
    check_places("全国625万网友转发，全省好人770个。", "全国|全省");
    check_places("活动引来全国网友625万人次，好人770个。", "-|-");
    check_places("“美丽江西”话题阅读3亿次。", "-");
    check_places("本港登記電動車11萬架，公共充電器9,170個。", "本港|本港");
    check_places("截至去年底，湖北省宜昌市建成岸电桩140个。", "湖北省宜昌市");
    check_places("对美出口61亿美元。", "-");
    check_places("绥宁县建冷库6座，农户入股320户。", "绥宁县|绥宁县");
    check_places("酒泉风电年发电420亿度，绿电占七成六。", "酒泉|酒泉");
    check_places("采风活动在天水启动，42家媒体参加。", "天水");
    check_places("飓风造成嘉义县农损11亿元，受损面积3,218公顷。", "嘉义县|嘉义县");
    check_places("全省试点医院增至21间，当中12间在南昌。", "全省|南昌");
    check_places("湖州、嘉兴等11市增速加快，其中湖州新增企业3万户。", "湖州、嘉兴|湖州");
    check_places("在大别山腹地的罗田县，村医服务乡亲1.4万人次。", "罗田县");
    check_places("颱風造成損失2億元，海關檢獲毒品9公斤。", "-|-");
    check_places("群众满意度98.6%，城镇失业率5.1%。", "-|-");
    check_places("各地来渝游客40万人次，重庆今年首办展会12场。", "各地|重庆");
    check_places("兰州西固区投放公交120辆，市民乘车8万人次。", "兰州西固区|兰州西固区");
    check_places("屯門及元朗設回收站12個，本港共有86個。", "屯門及元朗|本港");
    check_places("越南对华出口580亿美元，占其出口的两成。", "越南|越南");
}
