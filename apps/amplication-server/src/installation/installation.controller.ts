import { REQUIRED_SCOPES, scopeWords } from '@amplication/bitbucket-client';
import { GENERATOR_VERSION } from '@amplication/data-service-generator';
import { Public } from '@amplication/service-kit';
import { Controller, Get } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ScopeView } from '../connections/connections.dto';
import { Operation } from '../http/operation';
import { ServerEnv } from '../platform/server-env';

class BitbucketSiteView {
  @ApiProperty({ format: 'uri', example: 'https://bitbucket.org' }) siteUrl!: string;
  @ApiProperty({ description: 'Whether this is Bitbucket Cloud itself, and not the emulator.' })
  isCloud!: boolean;
  @ApiProperty({ type: [ScopeView], description: 'What the user will be asked to grant.' })
  permissions!: ScopeView[];
}

class InstallationView {
  @ApiProperty({ description: 'Whether Bitbucket needs the enterprise plan.' }) billingEnabled!: boolean;
  @ApiProperty() generatorVersion!: string;
  @ApiProperty() bitbucket!: BitbucketSiteView;
}

@ApiTags('installation')
@Controller('api/installation')
export class InstallationController {
  constructor(private readonly env: ServerEnv) {}

  @Get()
  @Public()
  @Operation({
    id: 'getInstallation',
    summary: 'How this installation is set up, as far as everybody may know',
    returns: InstallationView,
  })
  get(): InstallationView {
    const siteUrl = this.env.BITBUCKET_SITE_URL;
    return {
      billingEnabled: this.env.BILLING_ENABLED,
      generatorVersion: GENERATOR_VERSION,
      bitbucket: {
        siteUrl,
        isCloud: new URL(siteUrl).host === 'bitbucket.org',
        permissions: REQUIRED_SCOPES.map((scope) => ({ scope, permission: scopeWords(scope) })),
      },
    };
  }
}
