import { Arg, Ctx, Extensions, Query, Resolver } from 'type-graphql';
import { checkContent } from '../../intake/draft';
import type { DraftLimits, GraphContext } from '../context';
import { handedIn } from '../handed-in';
import { Draft, DraftInput, DraftLimitsType } from '../types/draft';

@Resolver()
export class DraftResolver {
  @Extensions({ posted: true })
  @Query(() => Draft, {
    description:
      '公布前自查：识读并校验一份文件，不入库，不需要令牌；只接受 POST，答案从不缓存，大小和次数有限制。 A draft: read and checked, never stored, without a token; by POST only, never cached, within limits of size and rate.',
  })
  async draft(
    @Ctx() context: GraphContext,
    @Arg('input', () => DraftInput, { description: '文件，及其未说明之处。 The file, and what it does not say.' })
    input: DraftInput,
  ): Promise<Draft> {
    const { content, fileName, options } = handedIn(input);
    const { store, documents, drafts } = context;
    const checked = await drafts.admit(content.length, () =>
      checkContent(store, content, fileName, options, documents),
    );
    return new Draft(checked, fileName);
  }

  @Query(() => DraftLimitsType, {
    description: '公布前自查的限制。 Limits of checking drafts.',
  })
  draftLimits(@Ctx() { drafts }: GraphContext): DraftLimits {
    return drafts.limits;
  }
}
