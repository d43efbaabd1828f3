import type { ApiHttp } from '../http/api-http';
import { asString, type Json } from '../http/json';
import { apiPath } from '../http/path';
import type { CallOptions } from '../options';

/** A Bitbucket account. `uuid` keeps its braces and never changes; names do. */
export interface BitbucketUser {
  readonly uuid: string;
  readonly accountId: string | null;
  readonly displayName: string;
  readonly nickname: string | null;
  readonly avatarUrl: string | null;
}

export class UserApi {
  constructor(private readonly http: ApiHttp) {}

  /** The account that the token belongs to. Scope `account`. */
  current({ signal }: CallOptions = {}): Promise<BitbucketUser> {
    return this.http.send({ method: 'GET', path: apiPath('/user'), signal }, readUser);
  }
}

export function readUser(json: Json): BitbucketUser {
  return {
    uuid: json.get('uuid').string(),
    accountId: json.get('account_id').optional(asString),
    displayName: json.get('display_name').string(),
    nickname: json.get('nickname').optional(asString),
    avatarUrl: json.dig('links', 'avatar', 'href').optional(asString),
  };
}
