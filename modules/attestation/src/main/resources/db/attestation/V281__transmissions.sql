-- Un agent, ou son employeur, transmet à un tiers la copie d'une convocation, d'un bulletin visé, d'une attestation (docs/adr/0057).
create table attestation.transmission (
  id                    bigint generated always as identity primary key,
  empreinte             text   not null constraint uq_transmission_empreinte unique constraint ck_transmission_empreinte check (empreinte ~ '^[0-9a-f]{64}$'),
  par                   text   not null constraint ck_transmission_par check (par in ('AGENT', 'EMPLOYEUR')),
  collectivite_id       bigint not null,
  agent_id              bigint not null,
  par_compte_id         bigint not null,
  par_nom               text   not null,
  destinataire          text   not null constraint ck_transmission_destinataire check (length(destinataire) <= 254 and destinataire ~ '^[^@[:space:][:cntrl:]<>,;]+@[^@[:space:][:cntrl:]<>,;]+\.[^@[:space:][:cntrl:]<>,;]+$'),
  transmise_le          timestamptz not null,
  expire_le             timestamptz not null,
  reprise_le            timestamptz,
  reprise_par           text,
  ouvertures            int not null default 0,
  derniere_ouverture_le timestamptz,
  constraint ck_transmission_expire_apres check (expire_le > transmise_le),
  constraint ck_transmission_reprise_par_quelqu_un check ((reprise_le is null) = (reprise_par is null)),
  constraint ck_transmission_reprise_apres check (reprise_le >= transmise_le),
  constraint ck_transmission_ouverture_datee check (ouvertures >= 0 and (ouvertures = 0) = (derniere_ouverture_le is null)),
  constraint ck_transmission_s_ouvre_avant_d_expirer check (derniere_ouverture_le < expire_le)
);
comment on table attestation.transmission is 'Un lien envoyé à un tiers, qu''il ouvre sans compte jusqu''à une date ; du jeton, seulement l''empreinte SHA-256';
comment on column attestation.transmission.par is 'EMPLOYEUR : un gestionnaire ou le SIRH, au nom de la collectivité';
comment on column attestation.transmission.agent_id is 'L''agent dont ce sont les documents, tel que cette collectivité le connaît';
comment on column attestation.transmission.par_nom is 'Qui l''a transmise, dit à qui la relit ; au tiers se dit l''agent, ou la collectivité';
comment on column attestation.transmission.ouvertures is 'Combien de fois un document a été pris : lire la page ne compte pas';
create index ix_transmission_agent on attestation.transmission (agent_id, transmise_le desc);
create index ix_transmission_collectivite on attestation.transmission (collectivite_id, transmise_le desc) where par = 'EMPLOYEUR';
create index ix_transmission_compte on attestation.transmission (par_compte_id, transmise_le);
create index ix_transmission_expire on attestation.transmission (expire_le);

create table attestation.piece_transmise (
  transmission_id bigint not null references attestation.transmission on delete cascade,
  rang            int    not null constraint ck_piece_transmise_vingt_au_plus check (rang between 1 and 20),
  nature          text   not null constraint ck_piece_transmise_nature check (nature in ('CONVOCATION', 'BULLETIN', 'ATTESTATION')),
  objet_id        bigint not null,
  agent_id        bigint not null,
  intitule        text   not null,
  sha256          text   not null constraint ck_piece_transmise_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  octets          bigint not null constraint ck_piece_transmise_octets check (octets > 0),
  primary key (transmission_id, rang),
  constraint uq_piece_transmise_une_fois unique (transmission_id, nature, objet_id)
);
comment on table attestation.piece_transmise is 'Ce qui fut transmis, et son empreinte : elle reste quand la copie n''est plus là';
comment on column attestation.piece_transmise.objet_id is 'Le bulletin, ou l''attestation';
comment on column attestation.piece_transmise.agent_id is 'Le poste où ce fut obtenu : une personne en a eu plusieurs';
create index ix_piece_transmise_agent on attestation.piece_transmise (agent_id);

create table attestation.copie_transmise (
  transmission_id bigint not null,
  rang            int    not null,
  document_id     uuid   not null constraint uq_copie_transmise_document unique,
  primary key (transmission_id, rang),
  foreign key (transmission_id, rang) references attestation.piece_transmise on delete cascade
);
comment on table attestation.copie_transmise is 'Le PDF tel qu''il fut transmis (outils.document), tant que le lien peut l''ouvrir';

-- Une copie ne survit ni à sa ligne, ni à la reprise, d'où qu'elles viennent.
create function attestation.oter_la_copie() returns trigger language plpgsql as $$
begin
  perform outils.oter_document(old.document_id);
  return old;
end $$;
create trigger tg_copie_transmise_otee after delete on attestation.copie_transmise for each row execute function attestation.oter_la_copie();

create function attestation.reprendre_les_copies() returns trigger language plpgsql as $$
begin
  delete from attestation.copie_transmise where transmission_id = new.id;
  return null;
end $$;
create trigger tg_transmission_reprise after update of reprise_le on attestation.transmission for each row
  when (old.reprise_le is null and new.reprise_le is not null) execute function attestation.reprendre_les_copies();

-- Reprise, elle ne se rouvre pas ; ni à qui, ni jusqu'à quand ne se récrivent.
create function attestation.transmission_ne_se_recrit_pas() returns trigger language plpgsql as $$
begin
  raise exception 'Une transmission ne se récrit pas : on en fait une autre.' using errcode = 'check_violation';
end $$;
create trigger tg_transmission_intouchable before update on attestation.transmission for each row
  when (old.reprise_le is not null and (new.reprise_le is distinct from old.reprise_le or new.ouvertures <> old.ouvertures)
        or (old.empreinte, old.par, old.collectivite_id, old.agent_id, old.destinataire, old.transmise_le, old.expire_le)
           is distinct from (new.empreinte, new.par, new.collectivite_id, new.agent_id, new.destinataire, new.transmise_le, new.expire_le))
  execute function attestation.transmission_ne_se_recrit_pas();

insert into outils.regle (famille, code, unite, valeur, du, texte, source) values
  ('transmission', 'duree', 'JOURS', 30, '2026-01-01',
   'Le lien qui donne à un tiers les documents qu''on lui transmet vaut ce nombre de jours.',
   'Choix : le temps qu''un dossier de prise en charge s''ouvre et se relise ; aucun délai publié. RGPD, art. 5 §1 c et e'),
  ('transmission', 'par_jour', 'NOMBRE', 20, '2026-01-01',
   'Une personne transmet à des tiers ce nombre de fois au plus en vingt-quatre heures.',
   'Choix : bien plus qu''un agent ou un gestionnaire n''en demande, bien moins qu''un envoi en masse'),
  ('transmission', 'par_jour_sirh', 'NOMBRE', 500, '2026-01-01',
   'Le logiciel d''un employeur transmet à des tiers ce nombre de fois au plus en vingt-quatre heures.',
   'Choix : les convocations d''une journée chargée d''un grand employeur');
