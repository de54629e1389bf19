/** What autonomous prefectures, counties and banners are called for short: 恩施州 is 恩施土家族苗族自治州, 积石山县 积石山保安族东乡族撒拉族自治县. */

const PEOPLE =
  '(?:(?:[回藏苗彝壮满侗瑶白傣黎佤水土羌怒京各]|蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|拉祜|东乡|纳西|景颇|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|普米|保安|裕固|独龙|畲)族|蒙古|哈萨克|锡伯|柯尔克孜|塔吉克)';
const AUTONOMOUS = new RegExp(`^(.{2,}?)${PEOPLE}+自治([州县旗])$`);

/** Shorter still, as the places call themselves. */
const OWN: Readonly<Record<string, string>> = {
  克孜勒苏柯尔克孜自治州: '克州',
  博尔塔拉蒙古自治州: '博州',
  巴音郭楞蒙古自治州: '巴州',
};

/** The names that a region goes by beside its own. */
export function shortNames(name: string): string[] {
  const [, place, kind] = AUTONOMOUS.exec(name) ?? [];
  const own = OWN[name];
  return [...(place === undefined ? [] : [place + kind!]), ...(own === undefined ? [] : [own])];
}
