//! One reading of both scripts: each code point of the source is folded to the simplified, half-width form that the
//! tables are written in. One code point stays one code point, so places in the folded text are places in the source.
//!
//! Lossy on purpose (發 and 髮 are both 发): nothing folded is ever shown.

use std::sync::LazyLock;

/// Traditional and variant forms before the form they are folded to.
const PAIRS: &str = "\
個个餘余億亿萬万兩两貳贰陸陆幾几點点貫贯數数廠厂廳厅開开關关間间閉闭問问門门聞闻網网線线絡络經经結结給给統统級级紀纪約约組组終终織织維维綜综練练縣县總总續续繳缴編编縮缩積积稅税種种穩稳獲获護护過过達达邊边還还進进運运遞递\
選选遺遗遠远連连週周鄉乡鎮镇鄰邻鐘钟鍾钟錢钱鐵铁銀银銷销鋪铺錄录鋼钢長长張张強强當当會会從从來来時时書书學学實实寶宝寫写對对導导將将專专尋寻歲岁歷历曆历歸归爲为為为無无煙烟熱热燈灯營营獎奖獨独現现環环產产畝亩畢毕異异畫画\
療疗發发髮发盤盘監监眾众衆众礎础確确碼码禮礼離离稱称競竞筆笔節节範范簡简簽签糧粮紅红純纯紙纸細细緊紧縱纵纖纤罰罚聯联職职聽听肅肃與与興兴舊旧藝艺莊庄華华藥药蘇苏處处號号補补裝装裡里裏里製制複复見见規规視视親亲覺觉觀观計计\
訂订訊讯記记設设許许訴诉診诊評评試试詢询該该認认語语誤误說说調调談谈請请諮咨論论證证識识譯译議议讀读變变讓让財财責责貨货販贩貧贫貸贷費费貿贸資资賓宾賣卖質质賬账賽赛購购贈赠車车軌轨軍军軟软載载較较輔辅輛辆輕轻輪轮輸输轄辖\
轉转農农適适遲迟郵邮醫医釋释鑑鉴鑒鉴閱阅陽阳隊队階阶際际隨随險险隻只雙双雜杂難难電电靈灵靜静響响頁页頂顶項项順顺預预領领頭头頻频題题額额願愿類类顯显風风飛飞飯饭館馆騎骑驗验驟骤髒脏鬆松鬥斗魚鱼鮮鲜鳥鸟麥麦麵面黃黄黨党齊齐\
齡龄龍龙臺台檯台颱台戶户圓圆園园團团國国圖图場场執执堅坚報报塊块壓压夠够夥伙奪夺婦妇孫孙寧宁屆届層层屬属島岛嶺岭幣币帶带幫帮庫库廣广應应廢废彈弹徵征徹彻後后復复惡恶愛爱態态慣惯慶庆憑凭憲宪懷怀戰战戲戏擁拥擇择擊击擔担據据\
擠挤擬拟擴扩擾扰攔拦敗败敵敌斷断於于昇升晉晋暢畅暫暂曉晓東东條条極极構构榮荣槍枪樁桩樂乐標标樣样機机檔档檢检櫃柜權权橋桥歡欢殺杀殘残毀毁氣气決决沒没況况減减準准測测湧涌滅灭滿满漁渔漲涨潔洁濟济濕湿灣湾灑洒災灾爐炉爾尔牆墙\
牽牵狀状獄狱獵猎瑤瑶瑪玛瓊琼盜盗盡尽盧卢睏困矚瞩礦矿祿禄竊窃築筑籌筹籤签糾纠綠绿緩缓緣缘縫缝績绩繼继纜缆罷罢羅罗習习聖圣聲声聰聪脫脱腦脑膽胆臨临艦舰蓋盖蔣蒋薦荐藍蓝蘭兰虛虚虧亏蟲虫術术衛卫衝冲袞衮襲袭覽览觸触訓训訪访詞词\
詳详誠诚課课諾诺謀谋謝谢譽誉豐丰貝贝負负貢贡貯贮貼贴賀贺賃赁賢贤賞赏賠赔賴赖贏赢贖赎趕赶趙赵趨趋跡迹蹤踪躍跃軸轴輝辉輯辑轟轰辦办辭辞遊游違违遙遥邁迈鄧邓醜丑釀酿針针鈔钞鉤钩鋒锋錯错鍋锅鎖锁鏈链鏡镜鑽钻閃闪閣阁闊阔闡阐陝陕\
陳陈陰阴隱隐霧雾韓韩頒颁頓顿顆颗顏颜顧顾飄飘飲饮飽饱飾饰養养馬马駐驻駕驾騙骗騰腾驚惊髖髋鬧闹魯鲁鯨鲸鳳凤鴨鸭鴻鸿鵝鹅鹽盐麗丽黴霉齒齿龜龟體体價价優优儲储償偿傳传債债傷伤傾倾僅仅僑侨僱雇侖仑俠侠倉仓備备偉伟側侧偵侦傑杰傘伞\
兒儿內内兇凶凍冻別别則则剛刚創创劃划劇剧劉刘劍剑勁劲動动務务勝胜勞劳勢势勵励勸劝匯汇區区協协卻却厭厌叢丛吳吴呂吕員员啟启單单喪丧嚴严囑嘱圍围壞坏壯壮壽寿夢梦奧奥奮奋妝妆媽妈嬰婴審审寬宽尷尴屜屉岡冈峽峡崗岗嵐岚巒峦幹干廈厦\
廟庙歎叹恆恒悅悦悶闷憂忧憶忆懇恳懸悬戀恋捨舍掃扫掛挂採采揀拣換换揮挥損损搖摇搶抢摯挚撐撑撥拨撫抚撲扑撿捡擋挡擱搁攜携攝摄攤摊敘叙斂敛斃毙暈晕棄弃棟栋棲栖楊杨業业樓楼樞枢檻槛欄栏歐欧殲歼毆殴氫氢汙污沖冲洩泄淚泪淨净淪沦淵渊\
淺浅渙涣湯汤溝沟溫温滄沧滬沪滯滞滲渗滾滚潛潜潤润澤泽濃浓濱滨濾滤瀏浏瀕濒瀝沥瀘泸灘滩烏乌煉炼煥焕燒烧燦灿燭烛爭争牘牍犢犊犧牺狹狭獅狮獻献璽玺疊叠瘋疯癒愈盞盏睜睁矯矫礙碍禍祸穀谷窩窝窮穷竄窜綁绑綱纲綿绵緒绪緝缉締缔緯纬縷缕\
繞绕繩绳繪绘繫系係系罵骂翹翘聳耸聶聂腎肾膚肤膠胶臉脸臍脐艙舱蕭萧薩萨蘆芦蘋苹蝦虾蠶蚕蠻蛮襯衬託托誌志註注詐诈詩诗誇夸誕诞誘诱誰谁諜谍諧谐謊谎謙谦講讲謠谣謹谨譜谱譴谴讚赞贊赞豎竖豬猪貓猫貪贪貴贵貶贬賊贼賦赋賭赌贓赃踐践蹟迹\
躉趸輩辈輻辐輾辗轎轿辯辩辮辫邏逻鄭郑釣钓鈕钮鈣钙鉛铅銅铜銘铭鋁铝鋰锂錶表鍵键鎳镍鏟铲閒闲閘闸閡阂閩闽閻阎闆板闖闯闢辟陣阵隴陇隸隶靂雳韻韵頃顷頌颂頗颇頡颉頸颈顛颠颯飒餃饺餅饼餓饿饋馈饑饥馳驰駁驳驅驱驢驴骯肮鬚须鬱郁鯉鲤鰻鳗\
鷗鸥鷹鹰鹼碱麼么黌黉齣出龐庞牀床羣群峯峰啓启綫线鑛矿甯宁汚污菸烟冊册僞伪偽伪勻匀〇零○零◯零叄叁弍二弎三弌一両两佰百仟千亖四蘊蕴瀋沈澱淀嚮向廚厨麪面醞酝釐厘鎊镑銖铢噸吨呎尺碩硕籃篮賄贿莖茎樹树棗枣莢荚窪洼窯窑籠笼餵喂佔占\
雲云亂乱腳脚彙汇徑径儘尽佈布銳锐緻致迴回癥症廁厕籲吁凈净櫥橱鑿凿遼辽瀾澜潰溃澆浇漸渐濤涛誼谊謂谓鞏巩騷骚鴉鸦愼慎傢家滙汇鉅巨彎弯擺摆攏拢攢攒歛敛歴历殯殡氈毡漬渍灕漓炤照爺爷牠它琺珐畵画癢痒皚皑盃杯矽硅砲炮碭砀禦御穎颖窺窥\
竅窍篩筛粵粤糞粪紡纺紹绍絕绝絲丝緬缅繡绣纏缠罈坛膩腻艷艳荊荆萊莱葉叶蒼苍蓮莲蔥葱藉借蝕蚀蝸蜗蠟蜡襪袜訣诀詔诏詠咏誡诫趲趱踴踊軀躯輓挽輟辍轍辙遷迁邨村釘钉鈺钰銜衔鋸锯錦锦鍍镀鍛锻鏽锈鐮镰鑄铸鑼锣閨闺闕阙隕陨雞鸡霑沾韋韦頤颐\
頰颊頹颓顫颤飭饬駝驼騁骋騾骡鬍胡鮑鲍鵬鹏麩麸黷黩丟丢舉举義义買买亞亚們们茲兹湊凑劑剂勳勋喚唤噴喷壩坝壟垄墾垦壺壶嬌娇宮宫塵尘師师幀帧廬庐揚扬撓挠掙挣撈捞搗捣攬揽齋斋斬斩曇昙晝昼楓枫橫横漢汉瀉泻澇涝濰潍瓏珑瘡疮著着磚砖簣篑\
參参籟籁納纳紛纷緘缄繽缤脈脉話话贍赡這这鈞钧鉻铬錫锡錘锤饒饶鳴鸣鵑鹃尅克";

/// Full-width forms that are read as their half-width ones.
const WIDE: &str = "０0１1２2３3４4５5６6７7８8９9％%．.＋+＄$／/：:∶:（(）)～~〜~—-–-－-―-﹣-−-‐-‑-﹪%［[］]";

static TABLE: LazyLock<Box<[char]>> = LazyLock::new(|| {
    let mut table: Vec<char> = (0..0x1_0000u32).map(|c| char::from_u32(c).unwrap_or('\u{fffd}')).collect();
    for wide in ('Ａ'..='Ｚ').chain('ａ'..='ｚ') {
        table[wide as usize] = char::from_u32(wide as u32 - 0xfee0).unwrap_or(wide);
    }
    for pairs in [PAIRS, WIDE] {
        let mut chars = pairs.chars();
        while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
            // 參 is both 参 and 叁; the numeral is rarer and read by its neighbours, so the first entry stays.
            if table[from as usize] == from {
                table[from as usize] = to;
            }
        }
    }
    table.into()
});

/// The folded form of one code point.
#[cfg(test)]
pub fn fold(c: char) -> char {
    TABLE.get(c as usize).copied().unwrap_or(c)
}

/// The folded code points of a text.
pub fn folded(text: &str) -> Vec<char> {
    read(text).0
}

/// The folded code points of a text, and whether it is written in traditional characters: more than one ideograph in
/// twenty-five is folded.
pub fn read(text: &str) -> (Vec<char>, bool) {
    let table = &**TABLE;
    let (mut changed, mut ideographs) = (0usize, 0usize);
    let mut out = Vec::with_capacity(text.len() / 3 + 1);
    let mut rest = text.chars();
    let mut wide = false;
    out.extend(std::iter::from_fn(|| {
        let c = rest.next()?;
        let folded = match table.get(c as usize).copied().unwrap_or(c) {
            '，' if wide && thousands(rest.as_str()) => ',',
            folded => folded,
        };
        wide = is_wide(c);
        let ideograph = ('\u{4e00}'..='\u{9fff}').contains(&c);
        ideographs += usize::from(ideograph);
        changed += usize::from(ideograph && folded != c);
        Some(folded)
    }));
    (out, changed * 25 > ideographs)
}

fn is_wide(digit: char) -> bool {
    ('０'..='９').contains(&digit)
}

/// Whether three digits of full width begin here, and no fourth: a comma of full width before them separates thousands.
fn thousands(rest: &str) -> bool {
    rest.chars().take(4).take_while(|&c| is_wide(c)).count() == 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_script_and_width() {
        let s: String = folded("總點擊量達９．５億人次，佔比２０％").into_iter().collect();
        assert_eq!(s, "总点击量达9.5亿人次，占比20%");
        assert_eq!(fold('鱻'), '鱻', "what is in no table stays");
        let s: String = folded("１２，３４５人、３，４５６７；３，４").into_iter().collect();
        assert_eq!(s, "12,345人、3，4567；3，4", "thousands of full width");
    }
}
