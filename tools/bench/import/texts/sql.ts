/** SQL of so many tables, as `pg_dump --schema-only` writes it: about 1.4 kB each. */
export function sqlOf(tables: number): string {
  const all = Array.from({ length: tables }, (_, index) => index);
  return [
    "SET client_encoding = 'UTF8';\nSELECT pg_catalog.set_config('search_path', '', false);",
    "CREATE TYPE public.order_status AS ENUM (\n    'new',\n    'open',\n    'done'\n);",
    'CREATE FUNCTION public.touch() RETURNS trigger\n    LANGUAGE plpgsql\n    AS $$ BEGIN NEW.updated_at = now(); RETURN NEW; END $$;',
    ...all.map(table),
    ...all.map(keys),
    ...all.map((index) => foreignKeys(index, tables)),
    ...all.filter((index) => index % 50 === 0).map(trigger),
    '',
  ].join('\n\n');
}

const table = (index: number): string => `--
-- Name: orders_${index}; Type: TABLE; Schema: public; Owner: app
--

CREATE TABLE public.orders_${index} (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    status public.order_status DEFAULT 'new'::public.order_status NOT NULL,
    total numeric(12,2) DEFAULT 0 NOT NULL,
    quantity integer DEFAULT 1,
    is_open boolean DEFAULT true NOT NULL,
    details jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    parent_id bigint,
    next_id bigint NOT NULL,
    CONSTRAINT orders_${index}_total_check CHECK ((total >= (0)::numeric))
);

ALTER TABLE public.orders_${index} OWNER TO app;

COMMENT ON COLUMN public.orders_${index}.code IS 'What people say on the telephone.';

CREATE SEQUENCE public.orders_${index}_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.orders_${index}_id_seq OWNED BY public.orders_${index}.id;`;

const keys = (
  index: number,
): string => `ALTER TABLE ONLY public.orders_${index} ALTER COLUMN id SET DEFAULT nextval('public.orders_${index}_id_seq'::regclass);

ALTER TABLE ONLY public.orders_${index}
    ADD CONSTRAINT orders_${index}_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_${index}
    ADD CONSTRAINT orders_${index}_code_key UNIQUE (code);

CREATE INDEX orders_${index}_created_at_idx ON public.orders_${index} USING btree (created_at DESC, status);`;

/** A model has to lose a rule now and then, as those of real schemas do. */
const foreignKeys = (index: number, tables: number): string => `ALTER TABLE ONLY public.orders_${index}
    ADD CONSTRAINT orders_${index}_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.orders_${index}(id);

ALTER TABLE ONLY public.orders_${index}
    ADD CONSTRAINT orders_${index}_next_id_fkey FOREIGN KEY (next_id) REFERENCES public.orders_${Math.min(index + 1, tables - 1)}(id) ON DELETE ${index % 100 === 99 ? 'SET NULL' : 'CASCADE'} DEFERRABLE INITIALLY DEFERRED;`;

const trigger = (index: number): string =>
  `CREATE TRIGGER touch_${index} BEFORE UPDATE ON public.orders_${index} FOR EACH ROW EXECUTE FUNCTION public.touch();`;
