/**
 * Words that the law and the form put into everyone's report. They are nobody's own text: finding them in two reports says
 * nothing. Sentences that many bodies of a corpus share are seen there; these are known without a corpus.
 *
 * Sources: 《中华人民共和国政府信息公开条例》 (国务院令第711号), 国办公开办函〔2021〕30号, 国办函〔2020〕109号.
 */
import { CELLS } from '../form/cells';
import { TABLE_TITLES } from '../form/editions';
import { type Comparable, comparable, namesOf } from './comparable';

const LAW = `
为了保障公民、法人和其他组织依法获取政府信息，提高政府工作的透明度，建设法治政府，充分发挥政府信息对人民群众生产、生活和经济社会活动的服务作用，制定本条例。
行政机关公开政府信息，应当坚持以公开为常态、不公开为例外，遵循公正、公平、合法、便民的原则。
行政机关应当及时、准确地公开政府信息。
行政机关发现影响或者可能影响社会稳定、扰乱社会和经济管理秩序的虚假或者不完整信息的，应当发布准确的政府信息予以澄清。
行政机关制作的政府信息，由制作该政府信息的行政机关负责公开。
行政机关从公民、法人和其他组织获取的政府信息，由保存该政府信息的行政机关负责公开。
依法确定为国家秘密的政府信息，法律、行政法规禁止公开的政府信息，以及公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息，不予公开。
涉及商业秘密、个人隐私等公开会对第三方合法权益造成损害的政府信息，行政机关不得公开。
但是，第三方同意公开或者行政机关认为不公开会对公共利益造成重大影响的，予以公开。
行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息，可以不予公开。
行政机关在履行行政管理职能过程中形成的讨论记录、过程稿、磋商信函、请示报告等过程性信息以及行政执法案卷信息，可以不予公开。
行政机关应当建立健全政府信息公开审查机制，明确审查的程序和责任。
对涉及公众利益调整、需要公众广泛知晓或者需要公众参与决策的政府信息，行政机关应当主动公开。
国民经济和社会发展规划、专项规划、区域规划及相关政策，国民经济和社会发展统计信息。
办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果。
实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定。
行政事业性收费项目及其依据、标准。
政府集中采购项目的目录、标准及实施情况。
重大建设项目的批准和实施情况。
扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况。
突发公共事件的应急预案、预警信息及应对情况。
环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况。
行政机关应当将主动公开的政府信息，通过政府公报、政府网站或者其他互联网政务媒体、新闻发布会以及报刊、广播、电视等途径予以公开。
属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开。
公民、法人或者其他组织可以向地方各级人民政府、对外以自己名义履行行政管理职能的县级以上人民政府部门申请获取相关政府信息。
县级以上人民政府部门应当在每年1月31日前向本级政府信息公开工作主管部门提交本行政机关上一年度政府信息公开工作年度报告并向社会公布。
行政机关主动公开政府信息的情况，行政机关收到和处理政府信息公开申请的情况，因政府信息公开工作被申请行政复议、提起行政诉讼的情况。
政府信息公开工作存在的主要问题及改进情况，各级人民政府的政府信息公开工作年度报告还应当包括工作考核、社会评议和责任追究结果情况。
`;

const FORM = `
根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条的规定，现向社会公布2021年度政府信息公开工作年度报告。
根据《中华人民共和国政府信息公开条例》和《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》要求，编制本年度报告。
按照《中华人民共和国政府信息公开条例》的要求，依据国办公开办函〔2021〕30号文件规定的格式编制。
本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。
本报告中所列数据的统计期限自2021年1月1日起至2021年12月31日止。
本报告数据统计期为2021年1月1日至12月31日。
本报告的电子版可以从门户网站下载。
如对本报告有疑问，请与办公室联系，地址、邮编、联系电话如下。
本年度没有其他需要报告的事项。
无其他需要报告的事项。
按照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》规定的按件、按量收费标准，本年度没有产生信息处理费。
本年度未收取政府信息公开信息处理费。
依据《政府信息公开信息处理费管理办法》，本年度发出收费通知0件，总金额0元，实际收取的总金额0元。
本年度未收到政府信息公开申请，没有上年结转的申请。
本年度未发生因政府信息公开被申请行政复议、提起行政诉讼的情况。
没有因政府信息公开引起的行政复议和行政诉讼案件。
`;

/** Units of the runs by which text of the law or the form is known. */
const RUN = 8;

let known: ReadonlySet<string> | undefined;

function runs(): ReadonlySet<string> {
  if (known) return known;
  const found = new Set<string>();
  const none = namesOf([], []);
  const labels = [...Object.values(TABLE_TITLES), ...CELLS].map(({ zh }) => zh).join('\n');
  for (const line of `${LAW}\n${FORM}\n${labels}`.split('\n')) {
    const { units } = comparable(line, none);
    for (let at = 0; at + RUN <= units.length; at += 1) found.add(units.slice(at, at + RUN));
  }
  known = found;
  return found;
}

/** For each unit of a text 1 where it is of the law, the form or a heading, otherwise 0. */
export function boilerplate({ units, sentences }: Comparable): Uint8Array {
  const shared = new Uint8Array(units.length);
  const of = runs();
  for (let at = 0; at + RUN <= units.length; at += 1)
    if (of.has(units.slice(at, at + RUN))) shared.fill(1, at, at + RUN);
  for (const { from, to, heading } of sentences) if (heading) shared.fill(1, from, to);
  return shared;
}
