using Zhidian.Classification.Search;

namespace Zhidian.Classification.Tests.Search;

/// <summary>Titles whose characters have more than one reading, found by the right one and not by the others.</summary>
public sealed class PinyinTests
{
    [Theory]
    [InlineData("银行柜员", "yinhangguiyuan", "yinxingguiyuan")]
    [InlineData("投行经理", "touhangjingli", "touxingjingli")]
    [InlineData("行业分析师", "hangyefenxishi", "xingyefenxishi")]
    [InlineData("支行行长", "zhihanghangzhang", "zhixingxingzhang")]
    [InlineData("自行车修理工", "zixingchexiuligong", "zihangchexiuligong")]
    [InlineData("客车行李员", "kechexingliyuan", "kechehangliyuan")]
    [InlineData("列车行李员", "liechexingliyuan", "liechehangliyuan")]
    [InlineData("无人机群飞行规划员", "wurenjiqunfeixingguihuayuan", "wurenjiqunfeihangguihuayuan")]
    [InlineData("飞行情报员", "feixingqingbaoyuan", "feihangqingbaoyuan")]
    [InlineData("工商行政执法员", "gongshangxingzhengzhifayuan", "gongshanghangzhengzhifayuan")]
    [InlineData("会计专业人员", "kuaijizhuanyerenyuan", "huijizhuanyerenyuan")]
    [InlineData("社会计划研究员", "shehuijihuayanjiuyuan", "shekuaijihuayanjiuyuan")]
    [InlineData("会展设计师", "huizhanshejishi", "kuaizhanshejishi")]
    [InlineData("调度员", "diaoduyuan", "tiaoduyuan")]
    [InlineData("调查员", "diaochayuan", "tiaochayuan")]
    [InlineData("人民调解员", "renmintiaojieyuan", "renmindiaojieyuan")]
    [InlineData("中式烹调师", "zhongshipengtiaoshi", "zhongshipengdiaoshi")]
    [InlineData("装调运维员", "zhuangtiaoyunweiyuan", "zhuangdiaoyunweiyuan")]
    [InlineData("空调车间工", "kongtiaochejiangong", "kongdiaochejiangong")]
    [InlineData("城市调解员", "chengshitiaojieyuan", "chengshidiaojieyuan")]
    [InlineData("物业协调运营员", "wuyexietiaoyunyingyuan", "wuyexiediaoyunyingyuan")]
    [InlineData("起重工", "qizhonggong", "qichonggong")]
    [InlineData("催化重整工", "cuihuachongzhenggong", "cuihuazhongzhenggong")]
    [InlineData("称重组合秤工", "chengzhongzuhechenggong", "chengchongzuhechenggong")]
    [InlineData("重症护士", "zhongzhenghushi", "chongzhenghushi")]
    [InlineData("列车长", "liechezhang", "liechechang")]
    [InlineData("长度计量员", "changdujiliangyuan", "zhangdujiliangyuan")]
    [InlineData("店长助理", "dianzhangzhuli", "dianchangzhuli")]
    [InlineData("长期照护师", "changqizhaohushi", "zhangqizhaohushi")]
    [InlineData("化纤长丝工", "huaxianchangsigong", "huaxianzhangsigong")]
    [InlineData("频率计调试工", "pinlvjitiaoshigong", "pinshuaijitiaoshigong")]
    [InlineData("频率计装配工", "pinlujizhuangpeigong", "pinleijizhuangpeigong")]
    [InlineData("乐器维修工", "yueqiweixiugong", "leqiweixiugong")]
    [InlineData("中国乐器演奏员", "zhongguoyueqiyanzouyuan", "zhongguoleqiyanzouyuan")]
    [InlineData("娱乐场所服务员", "yulechangsuofuwuyuan", "yuyuechangsuofuwuyuan")]
    [InlineData("民族拨弦乐器工", "minzuboxianyueqigong", "minzuboxianleqigong")]
    [InlineData("弹簧工", "tanhuanggong", "danhuanggong")]
    [InlineData("弹性元件工", "tanxingyuanjiangong", "danxingyuanjiangong")]
    [InlineData("导弹装配工", "daodanzhuangpeigong", "daotanzhuangpeigong")]
    [InlineData("校对员", "jiaoduiyuan", "xiaoduiyuan")]
    [InlineData("钢琴校音师", "gangqinjiaoyinshi", "gangqinxiaoyinshi")]
    [InlineData("学校音乐教师", "xuexiaoyinyuejiaoshi", "xuejiaoyinyuejiaoshi")]
    [InlineData("职业学校教师", "zhiyexuexiaojiaoshi", "zhiyexuejiaojiaoshi")]
    [InlineData("人参种植工", "renshenzhongzhigong", "rencanzhongzhigong")]
    [InlineData("参茸加工工", "shenrongjiagonggong", "canrongjiagonggong")]
    [InlineData("海参捕捞工", "haishenbulaogong", "haicanbulaogong")]
    [InlineData("参观讲解员", "canguanjiangjieyuan", "shenguanjiangjieyuan")]
    [InlineData("珠蚌养殖员", "zhubangyangzhiyuan", "zhubaiyangzhiyuan")]
    [InlineData("曲艺演员", "quyiyanyuan", "qieyiyanyuan")]
    [InlineData("链传动部件工", "lianchuandongbujiangong", "lianzhuandongbujiangong")]
    [InlineData("遗传育种员", "yichuanyuzhongyuan", "yizhuanyuzhongyuan")]
    [InlineData("藏药制剂工", "zangyaozhijigong", "cangyaozhijigong")]
    [InlineData("冷藏工", "lengcanggong", "lengzanggong")]
    [InlineData("收藏文物管理员", "shoucangwenwuguanliyuan", "shouzangwenwuguanliyuan")]
    [InlineData("铺轨工", "puguigong", "baoguigong")]
    [InlineData("轧钢工", "zhaganggong", "yaganggong")]
    [InlineData("轧花工", "yahuagong", "gahuagong")]
    [InlineData("家畜饲养员", "jiachusiyangyuan", "jiaxusiyangyuan")]
    [InlineData("畜牧技术员", "xumujishuyuan", "chumujishuyuan")]
    [InlineData("地质调查员", "dizhidiaochayuan", "dezhidiaochayuan")]
    [InlineData("房地产经纪人", "fangdichanjingjiren", "fangdechanjingjiren")]
    [InlineData("着色工", "zhuosegong", "zhesegong")]
    [InlineData("还原工", "huanyuangong", "haiyuangong")]
    [InlineData("煮呢机工", "zhunijigong", "zhunejigong")]
    [InlineData("乙炔装置工", "yiquezhuangzhigong", "yiguizhuangzhigong")]
    [InlineData("玉石琢磨工", "yushizhuomogong", "yushizuomogong")]
    [InlineData("刨工", "baogong", "paogong")]
    [InlineData("镦锻工", "dunduangong", "duiduangong")]
    [InlineData("扎染工", "zarangong", "darangong")]
    [InlineData("雪茄卷制工", "xuejiajuanzhigong", "xueqiejuanzhigong")]
    [InlineData("番茄种植工", "fanqiezhongzhigong", "fanjiazhongzhigong")]
    [InlineData("厦门导游", "xiamendaoyou", "shamendaoyou")]
    [InlineData("绿化工", "lvhuagong", "nvhuagong")]
    [InlineData("供给管理员", "gongjiguanliyuan", "gonggeiguanliyuan")]
    public void A_title_is_found_by_the_reading_of_its_word(string title, string right, string wrong)
    {
        var index = Of(title);
        Assert.Equal(MatchKind.Pinyin, Assert.Single(index.Suggest(right)).Kind);
        Assert.DoesNotContain(index.Suggest(wrong), h => h.Kind is MatchKind.Pinyin or MatchKind.PinyinStart);
    }

    [Theory]
    [InlineData("采血护士", "caixuehushi", "caixiehushi")]
    [InlineData("薄膜加工工", "baomojiagonggong", "bomojiagonggong")]
    [InlineData("脱模工", "tuomogong", "tuomugong")]
    [InlineData("发酵工", "fajiaogong", "faxiaogong")]
    [InlineData("铣工", "xigong", "xiangong")]
    [InlineData("切削工", "qiexuegong", "qiexiaogong")]
    [InlineData("巷道掘砌工", "hangdaojueqigong", "xiangdaojueqigong")]
    [InlineData("粘合工", "zhanhegong", "nianhegong")]
    [InlineData("女装裁缝", "nvzhuangcaifeng", "nuzhuangcaifeng")]
    public void Two_readings_that_can_be_defended_both_find(string title, string one, string other)
    {
        Assert.Equal(MatchKind.Pinyin, Assert.Single(Of(title).Suggest(one)).Kind);
        Assert.Equal(MatchKind.Pinyin, Assert.Single(Of(title).Suggest(other)).Kind);
    }

    [Theory]
    [InlineData("西安导游", "xiandaoyou")]
    [InlineData("县安全员", "xiananquanyuan")]
    [InlineData("方案设计师", "fanganshejishi")]
    [InlineData("反感词审核员", "fangan")]
    public void Letters_that_can_be_parted_in_two_ways_find_both(string title, string typed) => Assert.Single(Of(title).Suggest(typed));

    [Theory]
    [InlineData("西安导游", "xi an dao you", true)]
    [InlineData("西安导游", "xian dao you", true)]
    [InlineData("县导游", "xi an dao you", false)]
    [InlineData("西安导游", "xi'andaoyou", true)]
    public void A_space_or_an_apostrophe_parts_syllables(string title, string typed, bool found) =>
        Assert.Equal(found, Of(title).Suggest(typed).Any(h => h.Kind == MatchKind.Pinyin));

    [Fact]
    public void Every_character_of_every_title_and_work_type_has_a_reading()
    {
        var unread = Versions
            .All.SelectMany(v => v.Entries)
            .SelectMany(e => e.WorkTypes.Append(e.Title))
            .Where(t => Pinyin.Show(t).Split(' ').Contains(""))
            .Distinct();
        Assert.Empty(unread);
    }

    private static SearchIndex Of(string title) =>
        new([new Entry("Z1", Code.Parse("1-01-01-01"), Level.Occupation, Code.Parse("1-01-01"), title, Marks.None, null, null, [])]);
}
