"""Files on their way, and files of registers: late, twice, lost, brought back, copied."""

from __future__ import annotations

from contextlib import suppress

from desktop_app.domain.problems import Invalid, Refused
from tests.exchange_machine.delivering import Delivering
from tests.exchange_machine.hands import Hands
from tests.exchange_machine.letters import Letter, post
from tests.exchange_machine.sites import Site, opened, secret_here


class Filing(Delivering):
    """The part of the machine that sends, fills in, backs up and copies."""

    def change_at(self, site: Site) -> None:
        """Change something in a register."""
        raise NotImplementedError

    def send(self, sender: Site, to: Site) -> Letter:
        letter = post(sender, to)
        self.letters.append(letter)
        self.check_private(sender, letter)
        return letter

    def check_private(self, site: Site, letter: Letter) -> None:
        """Hold that nothing secret and nothing local leaves."""
        hidden, ways = secret_here(site), site.redirects()
        self.withheld |= hidden
        text = letter.text() if site.words else ""
        for word, row in site.words.items():
            if word in text:
                known = self.public.setdefault(word, set())
                assert row, ("a local field left", word)
                end = ways[row][1] if row in ways else row
                assert end not in hidden or known - {site}, ("leaked", word, row)
                known.add(site)

    def route(self) -> tuple[Site, Site]:
        """Return who sends to whom: mostly an office and the centre."""
        if self.dice.random() < 0.85:
            pair = [self.sites[0], self.dice.choice(self.sites[1:])]
            self.dice.shuffle(pair)
        else:
            pair = self.dice.sample(self.sites, 2)
        return pair[0], pair[1]

    def make_file(self) -> None:
        """Make a file that may come late, or never."""
        sender, to = self.route()
        self.say(sender.number, "to", to.number)
        letter = self.send(sender, to)
        if self.dice.random() < 0.8:
            self.pool.append(letter)

    def exchange(self) -> None:
        sender, to = self.route()
        self.say(sender.number, "to", to.number)
        letter = self.send(sender, to)
        self.pool.append(letter)
        self.deliver(letter, to)
        if self.dice.random() < 0.5:
            self.deliver(self.send(to, sender), sender)

    def chosen_letter(self) -> Letter | None:
        if not self.pool:
            return None
        few = self.pool[-3:] if self.dice.random() < 0.6 else self.pool
        return self.dice.choice(few)

    def receiver(self, letter: Letter) -> Site:
        wanted = letter.sender if letter.typed or letter.deleted else letter.to
        if self.dice.random() < 0.25:
            return self.site()
        return self.dice.choice([site for site in self.sites if site.number == wanted])

    def take_file(self) -> None:
        if (letter := self.chosen_letter()) is not None:
            to = self.receiver(letter)
            self.say("of", letter.sender, "for", letter.to, "at", to.number, f"({len(letter.log)})")
            self.deliver(letter, to)

    def take_half(self) -> None:
        if (letter := self.chosen_letter()) is not None:
            self.break_off(letter, self.receiver(letter))

    def take_harmed(self) -> None:
        """Take a file in whose log a line is damaged, or lacks."""
        if (letter := self.chosen_letter()) is not None and letter.log:
            to = self.receiver(letter)
            self.say("of", letter.sender, "at", to.number)
            self.deliver(self.harm(letter), to)

    def fill_in(self) -> None:
        """Let somebody change the cells of a workbook."""
        if (letter := self.chosen_letter()) is not None and not letter.harmed:
            hands = Hands(letter, self.dice, self.word)
            filled = hands.work(self.dice.randint(1, 4))
            self.say("of", letter.sender, [(t.mark[:5], t.key, t.values) for t in filled.typed])
            self.pool.append(filled)

    def fill_in_and_take(self) -> None:
        self.fill_in()
        if self.pool:
            letter = self.pool[-1]
            to = self.receiver(letter)
            self.say("at", to.number)
            self.deliver(letter, to)

    def back_up(self) -> None:
        site = self.site()
        self.say(site.number)
        self.backups.append((site, site.kept()))

    def go_back(self) -> None:
        """Put a backup over a register; the program had ended as it should, or not."""
        known = [(site, kept) for site, kept in self.backups if site in self.sites]
        if known:
            site, kept = self.dice.choice(known[-3:])
            self.say(site.number)
            if self.dice.random() < 0.5:
                site.register.remember()
            site.bring_back(kept, self.clock)
            self.forget_taken(site)
            for _ in range(self.dice.randint(0, 4)):
                with suppress(Refused, Invalid):
                    self.change_at(site)

    def forget_taken(self, site: Site) -> None:
        for letter in self.pool:
            letter.taken.pop(site, None)

    def move(self) -> None:
        """Go on with a copy at another place."""
        site = self.site()
        self.say(site.number)
        kept = site.kept()
        site.path = site.path.with_name(f"flyttad-{self.step}-{site.path.name}")
        site.bring_back(kept, self.clock)

    def twin(self) -> None:
        """Go on with a copy and with the register itself."""
        site = self.site()
        if self.twins or site.number == 0 or self.dice.random() < 0.5:
            return
        self.twins += 1
        self.say(site.number)
        kept = site.kept()
        path = site.path.with_name(f"kopia-{self.step}-{site.path.name}")
        register = opened(path, kept.image, self.clock)
        words = dict(kept.words)
        self.sites.append(Site(site.number, path, register, kept.held.copy(), words))
